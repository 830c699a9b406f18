using Footfall.Drain;

namespace Footfall.Stats;

/// <summary>Asks the store about a site.</summary>
public interface IStatsReader
{
    /// <summary>The statistics, and the fence of the same snapshot.</summary>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    Task<StatsAnswer> ReadAsync(string siteId, DateOnly? date);

    /// <summary>The site's fence now; null when the store has never heard of the site.</summary>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    Task<Guid?> ReadCommitIdAsync(string siteId);
}
