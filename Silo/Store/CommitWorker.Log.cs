namespace Footfall.Store;

internal sealed partial class CommitWorker
{
    [LoggerMessage(2021, LogLevel.Debug,
        "A commit of {Sites} sites failed. Whether it took effect is read from the store; their events stay in the queue until then.")]
    private partial void LogFailed(int sites, Exception failure);

    [LoggerMessage(2022, LogLevel.Warning,
        "PostgreSQL refused a row among {Sites} sites (SQLSTATE {SqlState}). Each site is committed alone; the row goes to the dead letters.")]
    private partial void LogSplitting(int sites, string sqlState);
}
