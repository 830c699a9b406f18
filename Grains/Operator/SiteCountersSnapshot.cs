using Footfall.Ledger;

namespace Footfall.Operator;

/// <summary>A snapshot of the store's counters of some sites.</summary>
/// <param name="Now">The store's time.</param>
/// <param name="Sites">The sites, unordered.</param>
public sealed record SiteCountersSnapshot(DateTimeOffset Now, IReadOnlyList<SiteCounters> Sites);

/// <summary>The store's counters of one site. What is queued is not among them.</summary>
public readonly record struct SiteCounters(string SiteId, EventCounters Counters, DateTimeOffset? LastCommittedAt, bool IsPaused)
{
    public SiteCounters(
        string siteId, long stored, long duplicates, long dead, long refused, DateTimeOffset? lastCommittedAt, bool isPaused, long erased = 0)
        : this(siteId, new EventCounters(stored, refused, duplicates, dead, Erased: erased), lastCommittedAt, isPaused)
    {
    }
}
