using Footfall.Queue;

namespace Footfall.Collect;

internal sealed partial class PartitionWriter
{
    [LoggerMessage(1001, LogLevel.Debug, "A batch of partition {Partition} was not confirmed ({Outcome}): {Reason} Its senders were told 503.")]
    private partial void LogNotEnqueued(int partition, EnqueueOutcome outcome, string reason);
}
