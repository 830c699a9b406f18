using Footfall.Drain;

namespace Footfall.Freshness;

/// <summary>Reads how far sites are stored.</summary>
public interface IPositionReader
{
    /// <summary>Returns how far the site is stored.</summary>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    Task<SitePosition> ReadPositionAsync(string siteId);
}
