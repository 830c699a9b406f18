using System.Diagnostics;
using Footfall.Queue;
using Footfall.Telemetry;
using Footfall.Wire;

namespace Footfall.Collect;

/// <summary>
/// Writes events to Redis. A thread-pool work item sends each call, queued behind the requests being read at that moment;
/// while the call is in flight the next entries form. Batches thus grow with the load, and an idle gateway adds no delay.
/// </summary>
internal sealed partial class QueueWriter(
    QueueProducer queue, EntryWriteVersion version, PendingByteBudget pending, CollectMetrics metrics, CollectOptions options, ILogger<QueueWriter> logger) : IThreadPoolWorkItem
{
    /// <summary>Bounds how long one script blocks Redis: about 20 µs per entry.</summary>
    private const int MaxEntriesOfCall = 128;

    /// <summary>Keeps Redis busy while a response is on its way.</summary>
    private const int MaxInFlight = 2;
    private const int MaxKnown = 65_536;

    private readonly StreamLimit _limit = new(options.QueuedEntriesPerSite, options.QueuedBytesPerSite);
    private readonly Lock _lock = new();

    /// <summary>Guarded by the lock.</summary>
    private readonly PendingEntries _entries = new();

    /// <summary>Sites of which an event was accepted; cleared when full. Guarded by the lock.</summary>
    private readonly HashSet<byte[]> _known = new(SiteIdComparer.Instance);

    /// <summary>Calls in flight. Guarded by the lock.</summary>
    private int _inFlight;

    /// <summary>1 while a work item is queued that has not started.</summary>
    private int _isScheduled;

    /// <summary>Adds an event to its site's entry; the caller calls <see cref="Send"/> after the last one.</summary>
    /// <param name="siteId">A valid site id.</param>
    /// <param name="view">The event; its bytes are copied.</param>
    /// <param name="span">The span whose context the event carries; usually null.</param>
    public PendingEvent Add(ReadOnlySpan<byte> siteId, in EventView view, Activity? span = null)
    {
        if (!pending.HasRoom)
        {
            return PendingEvent.Overloaded;
        }

        lock (_lock)
        {
            PendingEntry entry = _entries.Add(siteId, view, version.Value, span);
            pending.Add(entry.LastEventBytes);
            return new PendingEvent(entry);
        }
    }

    /// <summary>Adds a site's refusals.</summary>
    /// <inheritdoc cref="Add(ReadOnlySpan{byte}, in EventView, Activity)"/>
    public PendingEvent Add(byte[] siteId, IReadOnlyList<RefusalCount> refusals)
    {
        lock (_lock)
        {
            return new PendingEvent(_entries.Add(siteId, refusals, version.Value));
        }
    }

    /// <summary>Sends the waiting entries as soon as the thread pool has finished its current work.</summary>
    public void Send()
    {
        if (Interlocked.Exchange(ref _isScheduled, 1) == 0)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }

    /// <summary>Returns whether an event of the site was recently accepted here.</summary>
    public bool IsKnown(ReadOnlySpan<byte> siteId)
    {
        lock (_lock)
        {
            return _known.GetAlternateLookup<ReadOnlySpan<byte>>().Contains(siteId);
        }
    }

    void IThreadPoolWorkItem.Execute()
    {
        // Before anything is taken: an event added from here on schedules another work item.
        Volatile.Write(ref _isScheduled, 0);
        while (TakeNext() is { } entries)
        {
            _ = SendAsync(entries);
        }
    }

    /// <summary>Returns the oldest entries; null while a call is in flight, unless there are enough for another.</summary>
    private PendingEntry[]? TakeNext()
    {
        lock (_lock)
        {
            if (_entries.Count == 0 || _inFlight >= (_entries.Count >= MaxEntriesOfCall ? MaxInFlight : 1))
            {
                return null;
            }

            _inFlight++;
            return _entries.Take(MaxEntriesOfCall);
        }
    }

    private async Task SendAsync(PendingEntry[] entries)
    {
        EnqueueEntry[] enqueued = Array.ConvertAll(entries, entry => entry.ToEnqueue());
        var outcomes = new EnqueueOutcome[entries.Length];
        Exception? failure = await queue.EnqueueAsync(enqueued, _limit, outcomes);
        long accepted = 0;
        for (int i = 0; i < outcomes.Length; i++)
        {
            accepted += outcomes[i] == EnqueueOutcome.Accepted ? enqueued[i].Events : 0;
        }

        metrics.RecordAccepted(accepted);
        PendingEntry[] failed = Settle(entries, outcomes);
        if (failure is not null)
        {
            LogNotEnqueued(outcomes[0], failure.Message);
        }

        for (int i = 0; i < entries.Length; i++)
        {
            Complete(entries[i], outcomes[i]);
        }

        foreach (PendingEntry entry in failed)
        {
            Complete(entry, EnqueueOutcome.Unavailable);
        }

        Send();
    }

    private void Complete(PendingEntry entry, EnqueueOutcome outcome)
    {
        pending.Remove(entry.Bytes);
        entry.Complete(outcome);
    }

    /// <summary>Records that a call has ended.</summary>
    /// <returns>The waiting entries, if Redis accepted nothing: they were never sent, and would only fail later.</returns>
    private PendingEntry[] Settle(PendingEntry[] entries, EnqueueOutcome[] outcomes)
    {
        lock (_lock)
        {
            _inFlight--;
            for (int i = 0; i < entries.Length; i++)
            {
                if (outcomes[i] == EnqueueOutcome.Accepted)
                {
                    RecordKnown(entries[i].SiteKey);
                }
            }

            return outcomes.AsSpan().ContainsAnyExcept(EnqueueOutcome.Unavailable, EnqueueOutcome.Unknown) ? [] : _entries.Take(int.MaxValue);
        }
    }

    private void RecordKnown(byte[] siteId)
    {
        if (_known.Count >= MaxKnown && !_known.Contains(siteId))
        {
            _known.Clear();
        }

        _known.Add(siteId);
    }
}
