namespace Footfall.Collect;

/// <summary>What became of an event that passed the checks.</summary>
internal enum CollectOutcome
{
    /// <summary>It is in Redis.</summary>
    Accepted,

    /// <summary>Its site has as much waiting as it may.</summary>
    SiteFull,

    /// <summary>This gateway holds as much as it may; it was not taken.</summary>
    Overloaded,

    /// <summary>Redis did not take it.</summary>
    Unavailable,

    /// <summary>Nobody knows whether Redis took it.</summary>
    Unknown,
}

/// <summary>How outcomes are counted.</summary>
internal static class CollectOutcomes
{
    /// <summary>The reason under which the ledger counts an event that was certainly not taken; null for others.</summary>
    public static RefusalReason? ToRefusal(this CollectOutcome outcome) => outcome switch
    {
        CollectOutcome.Accepted or CollectOutcome.Unknown => null,
        CollectOutcome.SiteFull => RefusalReason.SiteFull,
        _ => RefusalReason.Unavailable,
    };
}
