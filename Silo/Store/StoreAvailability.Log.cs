namespace Footfall.Store;

internal sealed partial class StoreAvailability
{
    [LoggerMessage(2001, LogLevel.Warning,
        "PostgreSQL at {Target} is away: {Reason} Events wait in the queue; nothing is lost. Asking for it until it is back.")]
    private partial void LogLost(string target, string reason);

    [LoggerMessage(2002, LogLevel.Information, "PostgreSQL at {Target} is back.")]
    private partial void LogBack(string target);

    [LoggerMessage(2003, LogLevel.Warning,
        "PostgreSQL at {Target} knows other statements than this silo's: {Reason} A pooler lends its sessions to others. From here on nothing is prepared.")]
    private partial void LogMixedUp(string target, string reason);
}
