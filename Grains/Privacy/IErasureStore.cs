using System.Collections.Immutable;
using Footfall.Drain;
using Footfall.Freshness;

namespace Footfall.Privacy;

/// <summary>Stores requested erasures for all silos and across restarts.</summary>
public interface IErasureStore
{
    /// <summary>
    /// Records an erasure together with a new fencing token of the site, so that the site's next commit learns of it.
    /// It covers events stored by then, and those queued at a moment before.
    /// </summary>
    /// <param name="siteId">The site.</param>
    /// <param name="owner">Whose events are erased; null for the whole site.</param>
    /// <param name="snapshot">The site's queue, read beforehand.</param>
    /// <exception cref="StoreUnavailableException">The store did not answer. Repeating the call is safe.</exception>
    Task<ErasureView> AddAsync(string siteId, EventOwner? owner, QueueSnapshot snapshot);

    /// <summary>Lists a site's erasures, latest first.</summary>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    Task<ImmutableArray<ErasureView>> ListAsync(string siteId, int limit);

    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    Task<RetentionView> ReadRetentionAsync(string siteId);
}
