using Footfall.Queue;

namespace Footfall.Collect;

internal sealed partial class QueueWriter
{
    [LoggerMessage(1001, LogLevel.Debug, "A batch was not confirmed ({Outcome}): {Reason} Its senders got 503.")]
    private partial void LogNotEnqueued(EnqueueOutcome outcome, string reason);
}
