namespace Footfall.Operator;

/// <summary>Sort key of the site list. Sites with an unknown value come last in either direction; ties are ordered by id.</summary>
public enum SiteSort
{
    /// <summary>The id, character by character.</summary>
    SiteId,

    /// <summary>Events stored per second.</summary>
    Rate,

    /// <summary>Queued events.</summary>
    Queued,

    /// <summary>How long the oldest event has waited.</summary>
    Oldest,

    /// <summary>Time of the last commit.</summary>
    LastCommit,

    Stored,

    Refused,

    Duplicates,

    Dead,
}
