using System.Threading.Channels;

namespace Footfall.Queue;

/// <summary>
/// When each partition is to be looked at next. Wake messages and finished drains bring a moment forward, from
/// any thread; the pump's loop takes what is due.
/// </summary>
internal sealed class PartitionSchedule(TimeProvider clock, TimeSpan poll)
{
    private readonly Lock _lock = new();

    /// <summary>Moments on the clock's timestamp scale. Guarded by the lock.</summary>
    private readonly long[] _dueAt = new long[SitePartition.Count];

    /// <summary>Holds one token when a moment was brought forward since the loop last looked.</summary>
    private readonly Channel<bool> _changed =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Has the partition looked at after <paramref name="delay"/>, unless it is to be sooner.</summary>
    public void Hasten(int partition, TimeSpan delay)
    {
        long at = After(delay);
        lock (_lock)
        {
            if (at >= _dueAt[partition])
            {
                return;
            }

            _dueAt[partition] = at;
        }

        _changed.Writer.TryWrite(true);
    }

    /// <summary>Has every partition looked at now: whatever was heard before may have been missed.</summary>
    public void HastenAll()
    {
        for (int partition = 0; partition < SitePartition.Count; partition++)
        {
            Hasten(partition, TimeSpan.Zero);
        }
    }

    /// <summary>
    /// The partitions that are due, in random order, waiting for the first. Each is put off until the next poll;
    /// what the caller learns from claiming brings it forward again.
    /// </summary>
    public async Task<int[]> TakeDueAsync(CancellationToken cancellation)
    {
        while (true)
        {
            long now = clock.GetTimestamp();
            int[] due = TakeDue(now, out long next);
            if (due.Length > 0)
            {
                Random.Shared.Shuffle(due);
                return due;
            }

            using var timeout = new CancellationTokenSource(clock.GetElapsedTime(now, next), clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, timeout.Token);
            Task change = _changed.Reader.WaitToReadAsync(either.Token).AsTask();
            await change.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellation.ThrowIfCancellationRequested();
            _changed.Reader.TryRead(out _);
        }
    }

    private int[] TakeDue(long now, out long next)
    {
        var due = new List<int>();
        long put = After(poll);
        lock (_lock)
        {
            for (int partition = 0; partition < _dueAt.Length; partition++)
            {
                if (_dueAt[partition] <= now)
                {
                    due.Add(partition);
                    _dueAt[partition] = put;
                }
            }

            next = _dueAt.Min();
        }

        return [.. due];
    }

    private long After(TimeSpan delay) => clock.GetTimestamp() + (long)(delay.TotalSeconds * clock.TimestampFrequency);
}
