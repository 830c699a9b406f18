using Footfall.Queue;

namespace Footfall.Collect;

/// <summary>
/// Writes one partition's events to Redis, one script at a time. While a script is in flight the next batch forms,
/// so batches grow with the load by themselves, and an idle gateway waits for nothing.
/// </summary>
internal sealed partial class PartitionWriter(
    int partition, QueueProducer queue, PendingBytes pending, CollectOptions options, ILogger<PartitionWriter> logger)
{
    private readonly Lock _lock = new();

    /// <summary>Batches that wait for their turn, the last of them still forming. Guarded by the lock.</summary>
    private readonly Queue<MicroBatch> _waiting = new();

    private MicroBatch? _forming;
    private bool _isSending;

    /// <summary>Adds an event; completes when Redis has answered for it.</summary>
    public Task<CollectOutcome> AddAsync(ReadOnlySpan<byte> siteId, in EventView view)
    {
        if (!pending.HasRoom)
        {
            return Task.FromResult(CollectOutcome.Overloaded);
        }

        MicroBatch batch;
        int entry;
        bool mustSend;
        lock (_lock)
        {
            if (_forming is null || _forming.IsFull)
            {
                _forming = new MicroBatch();
                _waiting.Enqueue(_forming);
            }

            batch = _forming;
            long before = batch.Bytes;
            entry = batch.Add(siteId, view);
            pending.Add(batch.Bytes - before);
            mustSend = !_isSending;
            _isSending = true;
        }

        if (mustSend)
        {
            _ = SendAllAsync();
        }

        return OutcomeAsync(batch, entry);
    }

    private static async Task<CollectOutcome> OutcomeAsync(MicroBatch batch, int entry) => (await batch.Outcomes)[entry] switch
    {
        EnqueueOutcome.Accepted => CollectOutcome.Accepted,
        EnqueueOutcome.SiteFull => CollectOutcome.SiteFull,
        EnqueueOutcome.Unknown => CollectOutcome.Unknown,
        _ => CollectOutcome.Unavailable,
    };

    private async Task SendAllAsync()
    {
        while (TakeNext() is { } batch)
        {
            EnqueueEntry[] entries = batch.ToEntries();
            var outcomes = new EnqueueOutcome[entries.Length];
            Exception? failure = await queue.EnqueueAsync(partition, entries, options.QueuedEntriesPerSite, outcomes);
            pending.Remove(batch.Bytes);
            batch.Complete(outcomes);
            if (failure is not null)
            {
                LogNotEnqueued(partition, outcomes[0], failure.Message);
                FailWaiting();
            }
        }
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
