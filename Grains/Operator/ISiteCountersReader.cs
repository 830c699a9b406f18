using Footfall.Drain;

namespace Footfall.Operator;

/// <summary>Reads the store's counters of many sites.</summary>
public interface ISiteCountersReader
{
    /// <summary>Returns the sites that have changed since a moment and all paused ones, or all sites.</summary>
    /// <param name="since">The <see cref="SiteCountersSnapshot.Now"/> of the previous call; null for all sites.</param>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    Task<SiteCountersSnapshot> ReadAsync(DateTimeOffset? since);
}
