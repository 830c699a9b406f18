namespace Footfall.Queue;

internal sealed partial class DrainWorker
{
    [LoggerMessage(2042, LogLevel.Information, "A drain did not end: {Reason} Its site is claimed again in a moment.")]
    private partial void LogDrainFailed(string reason);

    [LoggerMessage(2043, LogLevel.Error,
        "Partition {Partition} held a ready member that is no site's, or whose key is no stream (in hex: {Member}). It was moved to the partition's quarantined set.")]
    private partial void LogQuarantined(int partition, string member);

    [LoggerMessage(2044, LogLevel.Information, "A claim could not be given back: {Reason} It ends by itself.")]
    private partial void LogNotReleased(string reason);
}
