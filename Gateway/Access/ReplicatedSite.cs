namespace Footfall.Access;

/// <summary>A gateway's replica of a site; see <c>AccessPublisher.ReadChanges.sql</c>.</summary>
/// <param name="Known">Whether it is registered; false for a site that an operator removed.</param>
/// <param name="Origins">The allowed origins, as operators wrote them.</param>
/// <param name="EventsPerSecond">The rate limit in events; null for the installation's limit.</param>
/// <param name="BytesPerSecond">The rate limit in bytes; null for the installation's limit.</param>
/// <param name="NeedsWriteKey">Whether sending its events requires a write key.</param>
/// <param name="TimeZone">Its IANA time zone; null if a silo of an older version published the site.</param>
/// <param name="RefusesBots">Whether events of programs are refused.</param>
internal sealed record ReplicatedSite(
    bool Known, string[] Origins, int? EventsPerSecond, int? BytesPerSecond, bool NeedsWriteKey, string? TimeZone = null, bool RefusesBots = false)
{
    private readonly AllowedOrigin[] _origins = [.. Origins.Select(AllowedOrigin.Parse).OfType<AllowedOrigin>()];

    public bool HasLimits => Known && (EventsPerSecond is not null || BytesPerSecond is not null);

    /// <summary>Returns whether a page of this origin, or a request without one (null), may send events.</summary>
    public bool Allows(string? origin) => Origins.Length == 0 || (origin is not null && Array.Exists(_origins, allowed => allowed.Matches(origin)));
}
