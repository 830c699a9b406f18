namespace Footfall.Drain;

/// <summary>
/// Bounds the queued bytes that all drains of a silo hold. A drain reserves the expected size before it reads,
/// returns what it did not need, and the rest once it is committed.
/// </summary>
/// <param name="limit">Limit in bytes; a reservation is granted while less than this is held.</param>
public sealed class DrainByteBudget(long limit)
{
    private readonly Lock _lock = new();

    /// <summary>Waiting drains, oldest first; those that gave up stay until their turn. Guarded by the lock.</summary>
    private readonly Queue<Waiter> _waiting = new();

    private long _used;

    /// <summary>Number of bytes held.</summary>
    public long Used => Volatile.Read(ref _used);

    /// <summary>Returns true once the bytes are reserved, or false if there was no room in time.</summary>
    public async Task<bool> TryReserveAsync(long bytes, TimeSpan maxWait, TimeProvider timeProvider)
    {
        Waiter waiter;
        lock (_lock)
        {
            if (_used < limit)
            {
                _used += bytes;
                return true;
            }

            waiter = new Waiter(bytes);
            _waiting.Enqueue(waiter);
        }

        await waiter.Granted.Task.WaitAsync(maxWait, timeProvider).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !waiter.Granted.TrySetCanceled();
    }

    /// <summary>Returns bytes to the budget.</summary>
    public void Release(long bytes)
    {
        lock (_lock)
        {
            _used -= bytes;
            while (_used < limit && _waiting.TryDequeue(out Waiter? waiter))
            {
                if (waiter.Granted.TrySetResult())
                {
                    _used += waiter.Bytes;
                }
            }
        }
    }

    private sealed class Waiter(long bytes)
    {
        public long Bytes { get; } = bytes;

        public TaskCompletionSource Granted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
