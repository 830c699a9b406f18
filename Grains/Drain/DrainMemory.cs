namespace Footfall.Drain;

/// <summary>
/// Bounds the queued bytes that all drains of a silo hold. A drain waits before it reads while the bound is
/// reached; what it then reads is added, so the bound is passed by at most one chunk per drain.
/// </summary>
/// <param name="limit">Bytes.</param>
public sealed class DrainMemory(long limit)
{
    private readonly Lock _lock = new();

    /// <summary>Drains that wait, oldest first. Guarded by the lock; touched only when the bound is reached.</summary>
    private readonly Queue<TaskCompletionSource> _waiting = new();

    private long _used;

    /// <summary>Bytes held now.</summary>
    public long Used => Volatile.Read(ref _used);

    /// <summary>Completes when there is room.</summary>
    public Task WaitAsync()
    {
        lock (_lock)
        {
            if (_used < limit)
            {
                return Task.CompletedTask;
            }

            var waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Enqueue(waiter);
            return waiter.Task;
        }
    }

    public void Add(long bytes)
    {
        lock (_lock)
        {
            _used += bytes;
        }
    }

    public void Remove(long bytes)
    {
        lock (_lock)
        {
            _used -= bytes;
            while (_used < limit && _waiting.TryDequeue(out TaskCompletionSource? waiter))
            {
                waiter.SetResult();
            }
        }
    }
}
