using Footfall.Drain;

namespace Footfall.Operator;

/// <summary>Reads what the store has counted of many sites.</summary>
public interface ISiteCountersReader
{
    /// <summary>The sites that have changed since a moment, and all that are paused; or all sites.</summary>
    /// <param name="since">The <see cref="SiteCountersSnapshot.Now"/> of the last time; null for all sites.</param>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    Task<SiteCountersSnapshot> ReadAsync(DateTimeOffset? since);
}
