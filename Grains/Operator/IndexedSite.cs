using Footfall.Ledger;

namespace Footfall.Operator;

/// <summary>A site in the index; changes with each refresh.</summary>
internal sealed class IndexedSite(string siteId)
{
    public string SiteId { get; } = siteId;

    /// <summary>Its position among all sites, ordered by id.</summary>
    public int Place { get; set; }

    public EventCounters Counters { get; set; }

    public DateTimeOffset? LastCommittedAt { get; set; }

    public bool IsPaused { get; set; }

    public TimeSpan? OldestAge { get; set; }

    /// <summary>Number of stored events at the start of the rate window, and of the next one.</summary>
    public long StoredAtStart { get; set; }

    /// <inheritdoc cref="StoredAtStart"/>
    public long StoredAtNext { get; set; }
}
