using Footfall.Drain;
using Footfall.Simulation.Schedule;
using Npgsql;

namespace Footfall.Simulation.Store;

/// <summary>A silo's client of the simulated store: BEGIN to COPY is one call, COMMIT another.</summary>
internal sealed class StoreClient(SimulatedStore store, SimulatedProcess silo) : IEventStore
{
    /// <summary>For testing the checker: called before each commit.</summary>
    public Action<SiteBatch>? BeforeCommit { get; init; }

    public Task<SiteState> LoadAsync(string siteId, string epoch) => AskAsync("load", () => store.Load(siteId, epoch));

    public Task<IReadOnlyList<RegisteredIds>> LoadEventIdsAsync(string siteId, TimeSpan length, int size) =>
        AskAsync("load ids", () => store.LoadEventIds(siteId, length, size));

    public Task<StoredAttributes> LoadAttributesAsync(string siteId, int size) => AskAsync("load attributes", () => store.LoadAttributes(siteId, size));

    public async Task<CommitOutcome> CommitAsync(SiteBatch batch)
    {
        BeforeCommit?.Invoke(batch);
        StoreSession? session = null;
        try
        {
            bool isHeld = await store.Network.CallAsync(silo, $"copy of {batch.SiteId}", () => (session = store.Begin(batch, silo)) is not null);
            if (!isHeld)
            {
                return CommitOutcome.NotCommitted;
            }

            bool isDurable = await store.Network.CallAsync(silo, $"COMMIT of {batch.SiteId}", () => store.Commit(session!));
            return isDurable ? CommitOutcome.Committed : CommitOutcome.CommittedHere;
        }
        catch (NpgsqlException)
        {
            if (session is not null)
            {
                store.Abandon(session);
            }

            return CommitOutcome.Unknown;
        }
    }

    public Task<bool> ConfirmAsync(string siteId, Guid fencingToken) =>
        AskAsync($"confirm {siteId}", () => store.Confirm(siteId, fencingToken));

    private async Task<T> AskAsync<T>(string what, Func<T> answer)
    {
        try
        {
            return await store.Network.CallAsync(silo, what, answer);
        }
        catch (NpgsqlException e)
        {
            throw new StoreUnavailableException("The store did not answer.", e);
        }
    }
}
