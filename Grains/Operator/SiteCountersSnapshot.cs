namespace Footfall.Operator;

/// <summary>Some sites as the store has counted them, in one snapshot.</summary>
/// <param name="Now">The store's time.</param>
/// <param name="Sites">The sites, in no order.</param>
public sealed record SiteCountersSnapshot(DateTimeOffset Now, IReadOnlyList<SiteCounters> Sites);

/// <summary>One site as the store has counted it.</summary>
public readonly record struct SiteCounters(
    string SiteId, long Stored, long Duplicates, long Dead, long Refused, DateTimeOffset? LastCommittedAt, bool IsPaused, long Erased = 0);
