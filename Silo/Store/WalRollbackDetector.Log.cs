namespace Footfall.Store;

internal sealed partial class WalRollbackDetector
{
    [LoggerMessage(2071, LogLevel.Error, "{Alarm} (Repeated every minute until you acknowledge it.)")]
    private partial void LogAlarm(string alarm);

    [LoggerMessage(2072, LogLevel.Information,
        "The database user may not execute pg_control_system(): another server in PostgreSQL's place is recognised by its position only.")]
    private partial void LogSystemUnknown();

    [LoggerMessage(2073, LogLevel.Warning,
        "Redis did not say how far PostgreSQL had committed. Whether PostgreSQL came back in an older state is judged by this silo's own commits only.")]
    private partial void LogPositionUnread();
}
