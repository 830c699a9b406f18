using System.Collections.Immutable;
using Footfall.Drain;
using Footfall.Freshness;

namespace Footfall.Ledger;

/// <summary>Reads the store's counters.</summary>
public interface ILedgerReader
{
    /// <summary>Returns a site's counters, and how far it is stored in the same snapshot.</summary>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    Task<(StoredCounts Counts, SitePosition Position)> ReadAsync(string siteId);

    /// <summary>Returns the summed counters of all sites.</summary>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    Task<StoredCounts> ReadAllAsync();
}

/// <summary>The store's counters of a site, or of all. What is queued is not among them.</summary>
public sealed record StoredCounts(
    EventCounters Counters, ImmutableSortedDictionary<string, long> RefusedByReason, DateTimeOffset? LastCommittedAt, DateTimeOffset? PausedAt = null)
{
    public StoredCounts(
        long stored, ImmutableSortedDictionary<string, long> refused, long duplicates, long dead, DateTimeOffset? lastCommittedAt, long erased = 0)
        : this(new EventCounters(stored, refused.Values.Sum(), duplicates, dead, Erased: erased), refused, lastCommittedAt)
    {
    }
}
