using System.Collections.Immutable;
using Footfall.Drain;
using Footfall.Freshness;
using Footfall.Operator;
using Footfall.Queue;

namespace Footfall.Ledger;

/// <summary>Combines a site's ledger from the store's counters and the queue's backlog.</summary>
internal sealed class SiteLedger(string siteId, ILedgerReader store, IQueueInspector queue)
{
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    /// <exception cref="QueueUnavailableException">Redis did not answer.</exception>
    public async Task<EventLedger> ReadAsync()
    {
        // The queue first: whatever has left it by then is stored.
        QueueSnapshot snapshot = await queue.ReadAsync(siteId);
        (StoredCounts counts, SitePosition position) = await store.ReadAsync(siteId);
        return Sum(counts, await ReadStreamsAsync(snapshot, position));
    }

    /// <summary>Returns the backlog of each of the site's streams, oldest first.</summary>
    /// <param name="snapshot">The streams.</param>
    /// <param name="position">How far they are stored; null if unknown.</param>
    /// <exception cref="QueueUnavailableException">Redis did not answer.</exception>
    public async Task<ImmutableArray<SiteStreamState>> ReadStreamsAsync(QueueSnapshot snapshot, SitePosition? position)
    {
        ImmutableArray<SiteStreamState>.Builder streams = ImmutableArray.CreateBuilder<SiteStreamState>();
        foreach (StreamSnapshot stream in snapshot.OldestFirst)
        {
            EntryId? checkpoint = position?.CheckpointOf(stream.Epoch);
            (long events, EntryId? oldest) = await queue.CountAsync(siteId, stream.Epoch, checkpoint ?? EntryId.None);
            streams.Add(new SiteStreamState(
                stream.Epoch,
                stream.Epoch == snapshot.CurrentEpoch,
                events,
                stream.First,
                stream.Last,
                checkpoint,
                oldest is { } waiting ? AgeOf(waiting, snapshot.Now) : null));
        }

        return streams.DrainToImmutable();
    }

    public static EventLedger Sum(StoredCounts counts, ImmutableArray<SiteStreamState> streams) => new(
        counts.Counters with { Queued = streams.Sum(stream => stream.Events) },
        counts.RefusedByReason,
        counts.LastCommittedAt,
        streams.Max(stream => stream.OldestAge));

    private static TimeSpan AgeOf(EntryId entry, DateTimeOffset now) =>
        TimeSpan.FromMilliseconds(Math.Max(0, now.ToUnixTimeMilliseconds() - (double)entry.Ms));
}

/// <summary>Creates the parts of site grains that read ledgers.</summary>
internal sealed class SiteLedgerFactory(ILedgerReader store, IQueueInspector queue)
{
    public SiteLedger Create(string siteId) => new(siteId, store, queue);
}
