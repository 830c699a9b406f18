namespace Footfall.Queue;

/// <summary>What became of an entry that was to be enqueued.</summary>
public enum EnqueueOutcome
{
    /// <summary>It is in Redis.</summary>
    Accepted,

    /// <summary>It is not: the site has as many entries waiting as it may.</summary>
    SiteFull,

    /// <summary>It is not: Redis was away or turned the call down before it began.</summary>
    Unavailable,

    /// <summary>Nobody knows: the answer was lost. Never to be sent again.</summary>
    Unknown,

    /// <summary>It is not: the site's key in Redis is no stream that takes entries.</summary>
    Quarantined,
}
