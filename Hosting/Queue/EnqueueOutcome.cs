namespace Footfall.Queue;

/// <summary>The outcome of enqueuing an entry.</summary>
public enum EnqueueOutcome
{
    /// <summary>The entry is in Redis.</summary>
    Accepted,

    /// <summary>Not enqueued: the site's stream is at its limit.</summary>
    SiteFull,

    /// <summary>Not enqueued: Redis was away or rejected the call before it began.</summary>
    Unavailable,

    /// <summary>Unknown: the response was lost. The entry must never be sent again.</summary>
    Unknown,

    /// <summary>Not enqueued: the site's key in Redis is not a stream that takes entries.</summary>
    Quarantined,
}
