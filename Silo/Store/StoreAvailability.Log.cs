namespace Footfall.Store;

internal sealed partial class StoreAvailability
{
    [LoggerMessage(2001, LogLevel.Warning,
        "PostgreSQL at {Target} is away: {Reason} Events wait in the queue; nothing is lost. The silo tries again until it is back.")]
    private partial void LogLost(string target, string reason);

    [LoggerMessage(2002, LogLevel.Information, "PostgreSQL at {Target} is back.")]
    private partial void LogBack(string target);

    [LoggerMessage(2003, LogLevel.Warning,
        "PostgreSQL at {Target} has other prepared statements than this silo's: {Reason} A pooler shares its sessions between clients. From now on nothing is prepared.")]
    private partial void LogMixedUp(string target, string reason);
}
