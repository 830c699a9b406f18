namespace Footfall.Collect;

/// <summary>
/// Why an event that named its site was refused. Serves as the metric tag and the ledger column; the value is stored in the queue
/// and never changes meaning.
/// </summary>
public enum RefusalReason
{
    /// <summary>The event broke a rule of the API (400).</summary>
    Invalid = 1,

    /// <summary>The site's backlog was full (429).</summary>
    SiteFull = 2,

    /// <summary>The installation's backlog was full, or Redis was unavailable (503).</summary>
    Unavailable = 3,

    /// <summary>The event could not be stored, and an operator deleted its dead letter.</summary>
    DeadLetterDeleted = 4,

    /// <summary>The site, or the client address, exceeded its rate limit (429).</summary>
    RateLimited = 5,

    /// <summary>The site is not registered (403).</summary>
    UnknownSite = 6,

    /// <summary>The sender may not send events of the site (401 or 403).</summary>
    Forbidden = 7,

    /// <summary>The site refuses events of bots, and the event was one (403).</summary>
    Bot = 8,
}
