namespace Footfall.Operator;

/// <summary>A snapshot of the store's counters of some sites.</summary>
/// <param name="Now">The store's time.</param>
/// <param name="Sites">The sites, unordered.</param>
public sealed record SiteCountersSnapshot(DateTimeOffset Now, IReadOnlyList<SiteCounters> Sites);

/// <summary>The store's counters of one site.</summary>
public readonly record struct SiteCounters(
    string SiteId, long Stored, long Duplicates, long Dead, long Refused, DateTimeOffset? LastCommittedAt, bool IsPaused, long Erased = 0);
