namespace Footfall.Operator;

/// <summary>By what sites are sorted. Sites whose value is not known come last either way; equal ones are in the order of their ids.</summary>
public enum SiteSort
{
    /// <summary>The id, character by character.</summary>
    SiteId,

    /// <summary>Events stored per second.</summary>
    Rate,

    /// <summary>Events that wait.</summary>
    Queued,

    /// <summary>How long the oldest event has waited.</summary>
    Oldest,

    /// <summary>When events were last stored.</summary>
    LastCommit,

    Stored,

    Refused,

    Duplicates,

    Dead,
}
