using Footfall.Queue;

namespace Footfall.Collect;

/// <summary>
/// Writes the events of some partitions to Redis, one script at a time. While a script is in flight the next batch
/// forms, so batches grow with the load by themselves, and an idle gateway waits for nothing.
/// </summary>
internal sealed partial class QueueWriter(
    QueueProducer queue, PendingBytes pending, CollectOptions options, ILogger<QueueWriter> logger)
{
    private const int MostKnown = 65_536;

    private readonly StreamLimit _limit = new(options.QueuedEntriesPerSite, options.QueuedBytesPerSite);
    private readonly Lock _lock = new();

    /// <summary>Batches that wait for their turn, the last of them still forming. Guarded by the lock.</summary>
    private readonly Queue<MicroBatch> _waiting = new();

    /// <summary>Sites of which an event was taken; starts anew when it is full. Guarded by the lock.</summary>
    private readonly HashSet<byte[]> _known = new(SiteIdComparer.Instance);

    private MicroBatch? _forming;
    private bool _isSending;

    /// <summary>Adds an event to the batch that forms.</summary>
    /// <param name="partition">The site's partition.</param>
    /// <param name="siteId">A valid site id.</param>
    /// <param name="view">The event; its bytes are copied.</param>
    /// <param name="mustSend">Set to true when the caller must call <see cref="Send"/> once it has no more to add.</param>
    public PendingEvent Add(int partition, ReadOnlySpan<byte> siteId, in EventView view, ref bool mustSend)
    {
        if (!pending.HasRoom)
        {
            return PendingEvent.Overloaded;
        }

        lock (_lock)
        {
            MicroBatch batch = FormingBatch(ref mustSend);
            long before = batch.Bytes;
            int entry = batch.Add(partition, siteId, view);
            pending.Add(batch.Bytes - before);
            return new PendingEvent(batch, entry);
        }
    }

    /// <summary>Adds what was refused of a site.</summary>
    /// <inheritdoc cref="Add(int, ReadOnlySpan{byte}, in EventView, ref bool)"/>
    public PendingEvent Add(int partition, byte[] siteId, IReadOnlyList<RefusalCount> refusals, ref bool mustSend)
    {
        lock (_lock)
        {
            MicroBatch batch = FormingBatch(ref mustSend);
            return new PendingEvent(batch, batch.Add(partition, siteId, refusals));
        }
    }

    /// <summary>Sends what waits, until nothing does.</summary>
    public void Send() => _ = SendAllAsync();

    /// <summary>Whether an event of the site was taken here not long ago.</summary>
    public bool IsKnown(byte[] siteId)
    {
        lock (_lock)
        {
            return _known.Contains(siteId);
        }
    }

    private MicroBatch FormingBatch(ref bool mustSend)
    {
        if (_forming is null || _forming.IsFull)
        {
            _forming = new MicroBatch();
            _waiting.Enqueue(_forming);
        }

        mustSend |= !_isSending;
        _isSending = true;
        return _forming;
    }

    private async Task SendAllAsync()
    {
        MicroBatch? batch = TakeNext();
        Task<EnqueueOutcome[]>? sent = batch is null ? null : SendAsync(batch);
        while (batch is not null)
        {
            EnqueueOutcome[] outcomes = await sent!;

            // The next batch is on its way before the senders of this one are answered, which happens in Complete.
            MicroBatch answered = batch;
            batch = TakeNext();
            sent = batch is null ? null : SendAsync(batch);
            answered.Complete(outcomes);
        }
    }

    private async Task<EnqueueOutcome[]> SendAsync(MicroBatch batch)
    {
        EnqueueEntry[] entries = batch.ToEntries();
        var outcomes = new EnqueueOutcome[entries.Length];
        Exception? failure = await queue.EnqueueAsync(entries, _limit, outcomes);
        pending.Remove(batch.Bytes);
        NoteKnown(batch, outcomes);
        if (failure is not null)
        {
            LogNotEnqueued(outcomes[0], failure.Message);
            if (!outcomes.AsSpan().ContainsAnyExcept(EnqueueOutcome.Unavailable, EnqueueOutcome.Unknown))
            {
                FailWaiting();
            }
        }

        return outcomes;
    }

    private MicroBatch? TakeNext()
    {
        lock (_lock)
        {
            if (!_waiting.TryDequeue(out MicroBatch? batch))
            {
                _isSending = false;
                return null;
            }

            if (batch == _forming)
            {
                _forming = null;
            }

            return batch;
        }
    }

    private void NoteKnown(MicroBatch batch, EnqueueOutcome[] outcomes)
    {
        lock (_lock)
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

    /// <summary>Redis is away: what waits behind would only learn so later. It was never sent.</summary>
    private void FailWaiting()
    {
        MicroBatch[] failed;
        lock (_lock)
        {
            failed = [.. _waiting];
            _waiting.Clear();
            _forming = null;
        }

        foreach (MicroBatch batch in failed)
        {
            pending.Remove(batch.Bytes);
            batch.Complete(EnqueueOutcome.Unavailable);
        }
    }
}
