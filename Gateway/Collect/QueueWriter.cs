using System.Diagnostics;
using Footfall.Queue;
using Footfall.Telemetry;

namespace Footfall.Collect;

/// <summary>
/// Writes events to Redis. While a call is in flight the next batches form, one for each partition, so batches grow
/// with the load by themselves, and an idle gateway waits for nothing.
/// </summary>
internal sealed partial class QueueWriter(
    QueueProducer queue, WrittenVersion version, PendingBytes pending, CollectOptions options, ILogger<QueueWriter> logger)
{
    /// <summary>Bounds the time that one script holds Redis: about 20 µs an entry.</summary>
    private const int MostEntriesOfCall = 128;

    /// <summary>Keeps Redis busy while an answer is on its way.</summary>
    private const int MostInFlight = 2;
    private const int MostKnown = 65_536;

    private readonly StreamLimit _limit = new(options.QueuedEntriesPerSite, options.QueuedBytesPerSite);
    private readonly Lock _lock = new();

    /// <summary>Each partition's batch that still forms. Guarded by the lock.</summary>
    private readonly MicroBatch?[] _forming = new MicroBatch?[SitePartition.Count];

    /// <summary>Batches that wait for their turn, also those that form. Guarded by the lock.</summary>
    private readonly Queue<MicroBatch> _waiting = new();

    /// <summary>Sites of which an event was taken; starts anew when it is full. Guarded by the lock.</summary>
    private readonly HashSet<byte[]> _known = new(SiteIdComparer.Instance);

    /// <summary>Entries of the batches that wait. Guarded by the lock.</summary>
    private int _waitingEntries;

    /// <summary>Calls in flight. Guarded by the lock.</summary>
    private int _inFlight;

    /// <summary>Adds an event to the batch that forms; the caller calls <see cref="Send"/> once it has no more to add.</summary>
    /// <param name="siteId">A valid site id.</param>
    /// <param name="view">The event; its bytes are copied.</param>
    /// <param name="span">The span whose context goes with it; null for most.</param>
    public PendingEvent Add(ReadOnlySpan<byte> siteId, in EventView view, Activity? span = null)
    {
        if (!pending.HasRoom)
        {
            return PendingEvent.Overloaded;
        }

        lock (_lock)
        {
            MicroBatch batch = FormingBatch(siteId);
            (long bytes, int entries) = (batch.Bytes, batch.Entries);
            int entry = batch.Add(siteId, view, span);
            pending.Add(batch.Bytes - bytes);
            _waitingEntries += batch.Entries - entries;
            return new PendingEvent(batch, entry);
        }
    }

    /// <summary>Adds what was refused of a site.</summary>
    /// <inheritdoc cref="Add(ReadOnlySpan{byte}, in EventView, Activity)"/>
    public PendingEvent Add(byte[] siteId, IReadOnlyList<RefusalCount> refusals)
    {
        lock (_lock)
        {
            MicroBatch batch = FormingBatch(siteId);
            int entries = batch.Entries;
            int entry = batch.Add(siteId, refusals);
            _waitingEntries += batch.Entries - entries;
            return new PendingEvent(batch, entry);
        }
    }

    /// <summary>Sends what is due; the rest follows by itself.</summary>
    public void Send()
    {
        while (TakeNext() is { } batches)
        {
            _ = SendAsync(batches);
        }
    }

    /// <summary>Whether an event of the site was taken here not long ago.</summary>
    public bool IsKnown(ReadOnlySpan<byte> siteId)
    {
        lock (_lock)
        {
            return _known.GetAlternateLookup<ReadOnlySpan<byte>>().Contains(siteId);
        }
    }

    private MicroBatch FormingBatch(ReadOnlySpan<byte> siteId)
    {
        int partition = SitePartition.Of(siteId);
        if (_forming[partition] is { IsFull: false } forming)
        {
            return forming;
        }

        var batch = new MicroBatch(partition, version.Value);
        _forming[partition] = batch;
        _waiting.Enqueue(batch);
        return batch;
    }

    /// <summary>The batches that have waited longest; null while a call is in flight, unless enough for another waits.</summary>
    private List<MicroBatch>? TakeNext()
    {
        lock (_lock)
        {
            if (_waiting.Count == 0 || _inFlight >= (_waitingEntries >= MostEntriesOfCall ? MostInFlight : 1))
            {
                return null;
            }

            _inFlight++;
            return TakeWaiting(MostEntriesOfCall);
        }
    }

    /// <summary>At least one batch; of more only as many as have so many entries together.</summary>
    private List<MicroBatch> TakeWaiting(int mostEntries)
    {
        var batches = new List<MicroBatch>();
        int entries = 0;
        while (_waiting.TryPeek(out MicroBatch? batch) && (entries == 0 || entries + batch.Entries <= mostEntries))
        {
            batches.Add(_waiting.Dequeue());
            entries += batch.Entries;
            if (_forming[batch.Partition] == batch)
            {
                _forming[batch.Partition] = null;
            }
        }

        _waitingEntries -= entries;
        return batches;
    }

    private async Task SendAsync(List<MicroBatch> batches)
    {
        EnqueueEntry[] entries = [.. batches.SelectMany(batch => batch.ToEntries())];
        var outcomes = new EnqueueOutcome[entries.Length];
        Exception? failure = await queue.EnqueueAsync(entries, _limit, outcomes);
        CollectMetrics.Accepted(entries.Zip(outcomes).Where(entry => entry.Second == EnqueueOutcome.Accepted).Sum(entry => (long)entry.First.Events));
        List<MicroBatch> failed = Settle(batches, outcomes);
        if (failure is not null)
        {
            LogNotEnqueued(outcomes[0], failure.Message);
        }

        // What formed meanwhile is on its way before the senders of these batches are answered, which Complete does.
        Send();
        int at = 0;
        foreach (MicroBatch batch in batches)
        {
            pending.Remove(batch.Bytes);
            batch.Complete(new ArraySegment<EnqueueOutcome>(outcomes, at, batch.Entries));
            at += batch.Entries;
        }

        foreach (MicroBatch batch in failed)
        {
            pending.Remove(batch.Bytes);
            batch.Complete(Enumerable.Repeat(EnqueueOutcome.Unavailable, batch.Entries).ToArray());
        }
    }

    /// <summary>Ends a call.</summary>
    /// <returns>What waited behind it, if Redis took nothing: it would only learn so later, and was never sent.</returns>
    private List<MicroBatch> Settle(List<MicroBatch> batches, EnqueueOutcome[] outcomes)
    {
        lock (_lock)
        {
            _inFlight--;
            int at = 0;
            foreach (MicroBatch batch in batches)
            {
                NoteKnown(batch, outcomes.AsSpan(at, batch.Entries));
                at += batch.Entries;
            }

            return outcomes.AsSpan().ContainsAnyExcept(EnqueueOutcome.Unavailable, EnqueueOutcome.Unknown) ? [] : TakeWaiting(int.MaxValue);
        }
    }

    private void NoteKnown(MicroBatch batch, ReadOnlySpan<EnqueueOutcome> outcomes)
    {
        foreach ((byte[] siteId, int entry) in batch.Sites)
        {
            if (outcomes[entry] == EnqueueOutcome.Accepted && !_known.Contains(siteId))
            {
                if (_known.Count >= MostKnown)
                {
                    _known.Clear();
                }

                _known.Add(siteId);
            }
        }
    }
}
