namespace Footfall.Queue;

internal sealed partial class QueuePump
{
    [LoggerMessage(2041, LogLevel.Warning, "Redis is away: {Reason} Drains rest until it is back; what it holds stays queued.")]
    private partial void LogRedisAway(string reason);

    [LoggerMessage(2042, LogLevel.Information, "A drain did not end: {Reason} Its site is claimed again when the lease ends.")]
    private partial void LogDrainFailed(string reason);

    [LoggerMessage(2043, LogLevel.Error,
        "Partition {Partition} held a ready member that is no site's, or whose key is no stream (in hex: {Member}). It was moved to the partition's quarantined set.")]
    private partial void LogQuarantined(int partition, string member);
}
