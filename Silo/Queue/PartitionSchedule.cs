using System.Threading.Channels;

namespace Footfall.Queue;

/// <summary>
/// Schedules when each partition's sites are claimed next, and when all partitions are polled in case a wake message was
/// missed. Wake messages and finished drains bring a due time forward, from any thread; the pump's loop takes
/// what is due.
/// </summary>
/// <remarks>
/// A quiet partition is claimed as soon as an event arrives. One that was claimed within the last
/// <paramref name="claimInterval"/> waits for its next turn. It has one turn per interval, shared with some other partitions, so
/// events of busy sites gather into fewer, larger commits.
/// </remarks>
internal sealed class PartitionSchedule(TimeProvider timeProvider, TimeSpan pollInterval, TimeSpan claimInterval)
{
    /// <summary>
    /// Turns per claim interval. With fewer, the silo works in long bursts that delay requests on the same machine; with
    /// more, commits are smaller.
    /// </summary>
    private const int TurnsInInterval = 8;

    private readonly long _claimInterval = Math.Max(1, (long)(claimInterval.TotalSeconds * timeProvider.TimestampFrequency));
    private readonly Lock _lock = new();

    /// <summary>Due times on the clock's timestamp scale; <see cref="long.MaxValue"/> for none. Guarded by the lock.</summary>
    private readonly long[] _dueAt = [.. Enumerable.Repeat(long.MaxValue, SitePartition.Count)];

    /// <summary>Times of the last claims, on the same scale; initially far in the past. Guarded by the lock.</summary>
    private readonly long[] _claimedAt = [.. Enumerable.Repeat(long.MinValue / 2, SitePartition.Count)];

    /// <summary>Time of the next poll of all partitions, on the same scale. Guarded by the lock.</summary>
    private long _pollAt;

    /// <summary>Holds one token if a due time was brought forward since the loop last checked.</summary>
    private readonly Channel<bool> _changed =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Schedules a claim of the partition's sites after <paramref name="delay"/>, unless an earlier one is due.</summary>
    public void Schedule(int partition, TimeSpan delay) => BringForward(partition, After(delay));

    /// <summary>Schedules a claim of the partition's sites now if it was quiet, otherwise at its next turn.</summary>
    public void Wake(int partition)
    {
        long now = timeProvider.GetTimestamp();
        lock (_lock)
        {
            if (now - _claimedAt[partition] < _claimInterval)
            {
                long first = _claimInterval * (partition % TurnsInInterval) / TurnsInInterval;
                now = ((((now - first) / _claimInterval) + 1) * _claimInterval) + first;
            }
        }

        BringForward(partition, now);
    }

    /// <summary>Records that sites of the partition were just claimed.</summary>
    public void RecordClaim(int partition)
    {
        lock (_lock)
        {
            _claimedAt[partition] = timeProvider.GetTimestamp();
        }
    }

    /// <summary>Schedules a poll of all partitions now, because earlier wake messages may have been missed.</summary>
    public void PollNow()
    {
        lock (_lock)
        {
            _pollAt = 0;
        }

        _changed.Writer.TryWrite(true);
    }

    /// <summary>
    /// Waits for the first due partition or poll and returns everything that is due. The next poll is one interval away, unless
    /// the caller brings due times forward.
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
                _pollAt = After(pollInterval);
            }

            next = Math.Min(_pollAt, _dueAt.Min());
            return new DuePartitions([.. partitions], isPoll);
        }
    }

    private long After(TimeSpan delay) => timeProvider.GetTimestamp() + (long)(delay.TotalSeconds * timeProvider.TimestampFrequency);
}

/// <summary>Work that is due for the pump.</summary>
/// <param name="Partitions">Partitions whose sites are to be claimed, in ascending order.</param>
/// <param name="IsPoll">Whether to poll all partitions for ready sites.</param>
internal readonly record struct DuePartitions(int[] Partitions, bool IsPoll);
