namespace Footfall.Store;

/// <summary>
/// Tracks whether PostgreSQL's commits survive the loss of the server. This is in doubt from a commit that came back with a warning
/// (a synchronous standby did not confirm it) until a later one comes back without. Meanwhile nothing is stored, so that only
/// <see cref="CommitDurabilityProbe"/> waits for the standby.
/// </summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class CommitDurability
{
    private readonly Lock _lock = new();

    /// <summary>The server's warning; null if there is no doubt. Replaced under the lock.</summary>
    private volatile string? _warning;

    /// <summary>Completed while there is no doubt. Replaced under the lock.</summary>
    private TaskCompletionSource _sure = Completed();

    /// <summary>Completed while there is doubt. Replaced under the lock.</summary>
    private TaskCompletionSource _doubtful = Pending();

    /// <summary>PostgreSQL's warning; null if there is no doubt.</summary>
    public string? Warning => _warning;

    public bool IsInDoubt => _warning is not null;

    /// <summary>The problem and its consequences for operators; null if there is no doubt.</summary>
    public string? Problem => _warning is { } warning
        ? $"PostgreSQL commits without its synchronous standby: {warning} Nothing is stored, and events wait in the queue, until the standby confirms commits again, "
            + "or synchronous_standby_names no longer demands it."
        : null;

    /// <summary>Completes when there is no doubt.</summary>
    public Task WaitAsync(CancellationToken cancellation) => Volatile.Read(ref _sure).Task.WaitAsync(cancellation);

    /// <summary>Completes when there is doubt.</summary>
    public Task WaitForDoubtAsync(CancellationToken cancellation) => Volatile.Read(ref _doubtful).Task.WaitAsync(cancellation);

    /// <summary>Records that a commit took effect but came back with a warning.</summary>
    public void Doubt(string warning)
    {
        lock (_lock)
        {
            if (_warning is null)
            {
                _warning = warning;
                _sure = Pending();
                _doubtful.SetResult();
            }
        }
    }

    /// <summary>Records that a commit that began after the doubt came back without a warning.</summary>
    public void Restore()
    {
        lock (_lock)
        {
            if (_warning is not null)
            {
                _warning = null;
                _doubtful = Pending();
                _sure.SetResult();
            }
        }
    }

    private static TaskCompletionSource Pending() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static TaskCompletionSource Completed()
    {
        TaskCompletionSource source = Pending();
        source.SetResult();
        return source;
    }
}
