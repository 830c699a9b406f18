using Footfall.Drain;
using Footfall.Freshness;

namespace Footfall.Stats;

/// <summary>Asks the store about a site.</summary>
public interface IStatsReader
{
    /// <summary>The statistics, and how far the site was stored in the same snapshot.</summary>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    Task<StoredStats> ReadAsync(string siteId, DateOnly? date);

    /// <summary>How far the site is stored now.</summary>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    Task<SitePosition> ReadPositionAsync(string siteId);
}
