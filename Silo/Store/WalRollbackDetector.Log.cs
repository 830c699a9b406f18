namespace Footfall.Store;

internal sealed partial class WalRollbackDetector
{
    [LoggerMessage(2071, LogLevel.Error, "{Alarm} (Repeated every minute until you acknowledge it.)")]
    private partial void LogAlarm(string alarm);

    [LoggerMessage(2072, LogLevel.Information,
        "The database user may not execute pg_control_system(): another server in PostgreSQL's place is recognised by its WAL position only.")]
    private partial void LogSystemUnknown();

    [LoggerMessage(2073, LogLevel.Warning,
        "The last confirmed position of PostgreSQL could not be read from Redis. Only this silo's own commits show whether PostgreSQL came back in an older state.")]
    private partial void LogPositionUnread();
}
