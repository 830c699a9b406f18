using Footfall.Drain;
using Footfall.Freshness;
using Footfall.Queue;

namespace Footfall.Ledger;

/// <summary>Puts a site's ledger together from what the store has counted and what the queue holds.</summary>
internal sealed class SiteLedger(string siteId, ILedgerReader store, IQueueWatch queue)
{
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    /// <exception cref="QueueUnavailableException">Redis did not answer.</exception>
    public async Task<EventLedger> ReadAsync()
    {
        QueueMoment moment = await queue.ReadAsync(siteId);
        (StoredCounts counts, SitePosition position) = await store.ReadAsync(siteId);
        long queued = 0;
        EntryId? oldest = null;
        foreach (StreamMoment stream in moment.Streams)
        {
            (long events, EntryId? first) = await queue.CountAsync(siteId, stream.Epoch, position.CheckpointOf(stream.Epoch));
            queued += events;
            oldest = first is { } id && (oldest is null || id < oldest) ? id : oldest;
        }

        return new EventLedger(
            counts.Stored, counts.Refused, counts.Duplicates, counts.Dead, queued, counts.LastCommittedAt,
            oldest is { } waiting ? AgeOf(waiting, moment.Now) : null);
    }

    private static TimeSpan AgeOf(EntryId entry, DateTimeOffset now) =>
        TimeSpan.FromMilliseconds(Math.Max(0, now.ToUnixTimeMilliseconds() - (double)entry.Ms));
}
