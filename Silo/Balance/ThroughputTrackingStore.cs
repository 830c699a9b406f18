using Footfall.Drain;
using Footfall.Store;

namespace Footfall.Balance;

/// <summary>Wraps the store for the silo's grains and records their commits as the load of their sites.</summary>
internal sealed class ThroughputTrackingStore(EventStore store, SiteThroughput throughput) : IEventStore
{
    public Task<SiteState> LoadAsync(string siteId, string epoch) => store.LoadAsync(siteId, epoch);

    public Task<IReadOnlyList<RegisteredIds>> LoadEventIdsAsync(string siteId, TimeSpan length, int size) => store.LoadEventIdsAsync(siteId, length, size);

    public Task<StoredAttributes> LoadAttributesAsync(string siteId, int size) => store.LoadAttributesAsync(siteId, size);

    public async Task<CommitOutcome> CommitAsync(SiteBatch batch)
    {
        CommitOutcome outcome = await store.CommitAsync(batch);
        if (outcome is CommitOutcome.Committed or CommitOutcome.CommittedHere)
        {
            throughput.Record(batch.SiteId, batch.Events);
        }

        return outcome;
    }

    public Task<bool> ConfirmAsync(string siteId, Guid fencingToken) => store.ConfirmAsync(siteId, fencingToken);
}
