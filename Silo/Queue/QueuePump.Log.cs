namespace Footfall.Queue;

internal sealed partial class QueuePump
{
    [LoggerMessage(2041, LogLevel.Warning, "Redis is away: {Reason} Drains rest until it is back; what it holds stays queued.")]
    private partial void LogRedisAway(string reason);
}
