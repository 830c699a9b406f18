using System.Collections.Immutable;
using Footfall.Drain;
using Footfall.Freshness;

namespace Footfall.Privacy;

/// <summary>Where it stands what is to be erased, for all silos and across restarts.</summary>
public interface IErasureStore
{
    /// <summary>
    /// Notes an erasure together with a new fence of the site, so that whoever stores its events hears of it before the next commit.
    /// What was stored by then goes, and what was queued at a moment before.
    /// </summary>
    /// <param name="siteId">The site.</param>
    /// <param name="userId">The user; null for the whole site.</param>
    /// <param name="snapshot">The site's queue, read before.</param>
    /// <exception cref="StoreUnavailableException">The store did not answer. Asking again is safe.</exception>
    Task<ErasureView> AddAsync(string siteId, string? userId, QueueSnapshot snapshot);

    /// <summary>A site's erasures, the latest first.</summary>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    Task<ImmutableArray<ErasureView>> ListAsync(string siteId, int limit);

    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    Task<RetentionView> ReadRetentionAsync(string siteId);
}
