using System.Threading.Channels;

namespace Footfall.Queue;

/// <summary>
/// When sites are to be claimed next, partition by partition, and when all partitions are to be looked at, in case
/// nobody told. Wake messages and finished drains bring a moment forward, from any thread; the pump's loop takes
/// what is due.
/// </summary>
/// <remarks>
/// A partition without traffic is claimed from as soon as an event comes. One that was claimed from within the last
/// <paramref name="pace"/> waits for its next turn, one in each pace and the same for some partitions together: so the
/// events of busy sites gather into fewer, larger commits.
/// </remarks>
internal sealed class PartitionSchedule(TimeProvider timeProvider, TimeSpan poll, TimeSpan pace)
{
    /// <summary>
    /// Turns in each pace. With fewer, the silo works in long bursts that requests on the same machine wait for; with
    /// more, commits are smaller.
    /// </summary>
    private const int TurnsInPace = 8;

    private readonly long _pace = Math.Max(1, (long)(pace.TotalSeconds * timeProvider.TimestampFrequency));
    private readonly Lock _lock = new();

    /// <summary>Moments on the clock's timestamp scale; <see cref="long.MaxValue"/> for none. Guarded by the lock.</summary>
    private readonly long[] _dueAt = [.. Enumerable.Repeat(long.MaxValue, SitePartition.Count)];

    /// <summary>When sites were last claimed, on the same scale; far back at first. Guarded by the lock.</summary>
    private readonly long[] _claimedAt = [.. Enumerable.Repeat(long.MinValue / 2, SitePartition.Count)];

    /// <summary>When all are looked at, on the same scale. Guarded by the lock.</summary>
    private long _pollAt;

    /// <summary>Holds one token when a moment was brought forward since the loop last looked.</summary>
    private readonly Channel<bool> _changed =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Has the partition's sites claimed after <paramref name="delay"/>, unless it is to be sooner.</summary>
    public void Schedule(int partition, TimeSpan delay) => BringForward(partition, After(delay));

    /// <summary>Has the partition's sites claimed now if it was quiet, or else at its next turn.</summary>
    public void Wake(int partition)
    {
        long now = timeProvider.GetTimestamp();
        lock (_lock)
        {
            if (now - _claimedAt[partition] < _pace)
            {
                long first = _pace * (partition % TurnsInPace) / TurnsInPace;
                now = ((((now - first) / _pace) + 1) * _pace) + first;
            }
        }

        BringForward(partition, now);
    }

    /// <summary>Sites of the partition were claimed just now.</summary>
    public void RecordClaim(int partition)
    {
        lock (_lock)
        {
            _claimedAt[partition] = timeProvider.GetTimestamp();
        }
    }

    /// <summary>Has all partitions looked at now: whatever was heard before may have been missed.</summary>
    public void PollNow()
    {
        lock (_lock)
        {
            _pollAt = 0;
        }

        _changed.Writer.TryWrite(true);
    }

    /// <summary>
    /// What is due, waiting for the first of it. The next look is put off until the next poll; what the caller
    /// learns brings moments forward again.
    /// </summary>
    public async Task<DuePartitions> DequeueDueAsync(CancellationToken cancellation)
    {
        while (true)
        {
            long now = timeProvider.GetTimestamp();
            DuePartitions due = DequeueDue(now, out long next);
            if (due.IsPoll || due.Partitions.Length > 0)
            {
                return due;
            }

            using var timeout = new CancellationTokenSource(timeProvider.GetElapsedTime(now, next), timeProvider);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, timeout.Token);
            Task change = _changed.Reader.WaitToReadAsync(either.Token).AsTask();
            await change.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellation.ThrowIfCancellationRequested();
            _changed.Reader.TryRead(out _);
        }
    }

    private void BringForward(int partition, long at)
    {
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

    private DuePartitions DequeueDue(long now, out long next)
    {
        var partitions = new List<int>();
        lock (_lock)
        {
            for (int partition = 0; partition < _dueAt.Length; partition++)
            {
                if (_dueAt[partition] <= now)
                {
                    partitions.Add(partition);
                    _dueAt[partition] = long.MaxValue;
                }
            }

            bool isPoll = _pollAt <= now;
            if (isPoll)
            {
                _pollAt = After(poll);
            }

            next = Math.Min(_pollAt, _dueAt.Min());
            return new DuePartitions([.. partitions], isPoll);
        }
    }

    private long After(TimeSpan delay) => timeProvider.GetTimestamp() + (long)(delay.TotalSeconds * timeProvider.TimestampFrequency);
}
