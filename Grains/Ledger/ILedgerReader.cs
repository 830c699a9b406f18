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

/// <summary>The store's counters of a site, or of all.</summary>
public sealed record StoredCounts(
    long Stored, ImmutableSortedDictionary<string, long> Refused, long Duplicates, long Dead, DateTimeOffset? LastCommittedAt, long Erased = 0,
    DateTimeOffset? PausedAt = null);
