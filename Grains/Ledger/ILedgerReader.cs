using System.Collections.Immutable;
using Footfall.Drain;
using Footfall.Freshness;

namespace Footfall.Ledger;

/// <summary>Asks the store what it has counted.</summary>
public interface ILedgerReader
{
    /// <summary>A site's counts, and how far it is stored in the same snapshot.</summary>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    Task<(StoredCounts Counts, SitePosition Position)> ReadAsync(string siteId);

    /// <summary>The counts of all sites, summed.</summary>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    Task<StoredCounts> ReadAllAsync();
}

/// <summary>What the store has counted of a site, or of all.</summary>
public sealed record StoredCounts(
    long Stored, ImmutableSortedDictionary<string, long> Refused, long Duplicates, long Dead, DateTimeOffset? LastCommittedAt, long Erased = 0,
    DateTimeOffset? PausedAt = null);
