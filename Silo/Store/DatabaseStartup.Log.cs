namespace Footfall.Store;

internal sealed partial class DatabaseStartup
{
    [LoggerMessage(2011, LogLevel.Warning, "PostgreSQL at {Target} does not answer (attempt {Attempt}): {Reason} Trying again.")]
    private partial void LogWaiting(string target, int attempt, string reason);

    [LoggerMessage(2012, LogLevel.Information, "Applied {Migration}.")]
    private partial void LogMigrated(string migration);
}
