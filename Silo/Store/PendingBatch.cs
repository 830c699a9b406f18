using Footfall.Drain;

namespace Footfall.Store;

/// <summary>A batch waiting for a commit worker, and its outcome.</summary>
internal sealed class PendingBatch(SiteBatch batch)
{
    private readonly TaskCompletionSource<CommitOutcome> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public SiteBatch Batch { get; } = batch;

    public Task<CommitOutcome> Outcome => _outcome.Task;

    public void Complete(CommitOutcome outcome) => _outcome.TrySetResult(outcome);
}
