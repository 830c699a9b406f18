namespace Footfall.Queue;

internal sealed partial class DrainWorker
{
    [LoggerMessage(2042, LogLevel.Information, "A drain did not complete: {Reason} Its site is claimed again in a moment.")]
    private partial void LogDrainFailed(string reason);

    [LoggerMessage(2043, LogLevel.Error,
        "The ready set of partition {Partition} had a member that is not a site, or whose key is not a stream (in hex: {Member}). It was moved to the partition's quarantined set.")]
    private partial void LogQuarantined(int partition, string member);

    [LoggerMessage(2044, LogLevel.Information, "A claim could not be given back: {Reason} It expires with its lease.")]
    private partial void LogNotReleased(string reason);
}
