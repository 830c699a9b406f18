namespace Footfall.Queue;

internal sealed partial class QueuePump
{
    [LoggerMessage(2041, LogLevel.Warning, "Redis is away: {Reason} No site is drained until it is back; queued events stay queued.")]
    private partial void LogRedisAway(string reason);
}
