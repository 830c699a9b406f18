namespace Footfall.Collect;

/// <summary>
/// Why an event that named its site was not taken. At once the detail of the answer, the tag of the metric and the
/// column of the ledger; the value travels in the queue and never changes meaning.
/// </summary>
public enum RefusalReason
{
    /// <summary>It broke a rule of the API (400).</summary>
    Invalid = 1,

    /// <summary>Its site had as much waiting as it may (429).</summary>
    SiteFull = 2,

    /// <summary>The installation had as much waiting as it may, or Redis was away (503).</summary>
    Unavailable = 3,

    /// <summary>It could not be stored, and an operator deleted its dead letter.</summary>
    DeadLetterDeleted = 4,

    /// <summary>Its site, or the address that sent it, sent more than it may (429).</summary>
    RateLimited = 5,

    /// <summary>Its site is not registered (403).</summary>
    UnknownSite = 6,

    /// <summary>Who sent it may not send events of the site (401 or 403).</summary>
    Forbidden = 7,
}
