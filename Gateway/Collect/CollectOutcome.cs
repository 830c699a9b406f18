namespace Footfall.Collect;

/// <summary>The outcome of enqueuing an event that passed the checks.</summary>
internal enum CollectOutcome
{
    /// <summary>The event is in Redis.</summary>
    Accepted,

    /// <summary>The site's queue is full.</summary>
    SiteFull,

    /// <summary>This gateway's buffer is full; the event was not accepted.</summary>
    Overloaded,

    /// <summary>Redis did not accept the event.</summary>
    Unavailable,

    /// <summary>Whether Redis accepted the event is unknown.</summary>
    Unknown,
}

/// <summary>Maps outcomes to the reasons under which they are counted.</summary>
internal static class CollectOutcomes
{
    /// <summary>Returns the ledger's reason for an event that was definitely not accepted; null for other outcomes.</summary>
    public static RefusalReason? ToRefusal(this CollectOutcome outcome) => outcome switch
    {
        CollectOutcome.Accepted or CollectOutcome.Unknown => null,
        CollectOutcome.SiteFull => RefusalReason.SiteFull,
        _ => RefusalReason.Unavailable,
    };
}
