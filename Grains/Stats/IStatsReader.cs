using Footfall.Drain;
using Footfall.Freshness;

namespace Footfall.Stats;

/// <summary>Reads a site's statistics from the store.</summary>
public interface IStatsReader : IPositionReader
{
    /// <summary>Returns the statistics, and how far the site was stored in the same snapshot.</summary>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    Task<StoredStats> ReadAsync(string siteId, DateOnly? date);
}

/// <summary>Statistics, and the state of the site that they reflect.</summary>
/// <param name="Position">How far the site was stored in the snapshot.</param>
/// <param name="Stats">The figures.</param>
public sealed record StoredStats(SitePosition Position, SiteStats Stats);
