using System.Diagnostics;
using Footfall.Queue;
using Footfall.Telemetry;

namespace Footfall.Collect;

/// <summary>
/// Writes events to Redis. A call is sent by a work item of the thread pool, behind the requests that are being read at
/// that moment, and while it is in flight the next entries form: batches grow with the load by themselves, and an idle
/// gateway waits for nothing.
/// </summary>
internal sealed partial class QueueWriter(
    QueueProducer queue, EntryWriteVersion version, PendingByteBudget pending, CollectOptions options, ILogger<QueueWriter> logger) : IThreadPoolWorkItem
{
    /// <summary>Bounds the time that one script holds Redis: about 20 µs an entry.</summary>
    private const int MaxEntriesOfCall = 128;

    /// <summary>Keeps Redis busy while a response is on its way.</summary>
    private const int MaxInFlight = 2;
    private const int MaxKnown = 65_536;

    private readonly StreamLimit _limit = new(options.QueuedEntriesPerSite, options.QueuedBytesPerSite);
    private readonly Lock _lock = new();

    /// <summary>Guarded by the lock.</summary>
    private readonly PendingEntries _entries = new();

    /// <summary>Sites of which an event was taken; starts anew when it is full. Guarded by the lock.</summary>
    private readonly HashSet<byte[]> _known = new(SiteIdComparer.Instance);

    /// <summary>Calls in flight. Guarded by the lock.</summary>
    private int _inFlight;

    /// <summary>1 while a work item that has not begun is queued.</summary>
    private int _isScheduled;

    /// <summary>Adds an event to its site's entry; the caller calls <see cref="Send"/> once it has no more to add.</summary>
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
            PendingEntry entry = _entries.Add(siteId, view, version.Value, span);
            pending.Add(entry.LastEventBytes);
            return new PendingEvent(entry);
        }
    }

    /// <summary>Adds what was refused of a site.</summary>
    /// <inheritdoc cref="Add(ReadOnlySpan{byte}, in EventView, Activity)"/>
    public PendingEvent Add(byte[] siteId, IReadOnlyList<RefusalCount> refusals)
    {
        lock (_lock)
        {
            return new PendingEvent(_entries.Add(siteId, refusals, version.Value));
        }
    }

    /// <summary>Sends what waits, as soon as the thread pool has come through what it has to do now.</summary>
    public void Send()
    {
        if (Interlocked.Exchange(ref _isScheduled, 1) == 0)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
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

    void IThreadPoolWorkItem.Execute()
    {
        // Before anything is taken: an event that is added from here on schedules another work item.
        Volatile.Write(ref _isScheduled, 0);
        while (TakeNext() is { } entries)
        {
            _ = SendAsync(entries);
        }
    }

    /// <summary>The entries that have waited longest; null while a call is in flight, unless enough for another wait.</summary>
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

        CollectMetrics.Accepted(accepted);
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

    /// <summary>Ends a call.</summary>
    /// <returns>What waited behind it, if Redis took nothing: it would only learn so later, and was never sent.</returns>
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
