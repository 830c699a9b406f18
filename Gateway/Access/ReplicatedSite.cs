namespace Footfall.Access;

/// <summary>What a gateway knows of a site; see <c>AccessPublisher.ReadChanges.sql</c>.</summary>
/// <param name="Known">Whether it is registered; false for one that an operator removed.</param>
/// <param name="Origins">As operators wrote them.</param>
/// <param name="EventsPerSecond">Null for the installation's limit.</param>
/// <param name="BytesPerSecond">The same in bytes.</param>
/// <param name="NeedsWriteKey">Whether only holders of a write key may send its events.</param>
internal sealed record ReplicatedSite(bool Known, string[] Origins, int? EventsPerSecond, int? BytesPerSecond, bool NeedsWriteKey)
{
    private readonly AllowedOrigin[] _origins = [.. Origins.Select(AllowedOrigin.Parse).OfType<AllowedOrigin>()];

    public bool HasLimits => Known && (EventsPerSecond is not null || BytesPerSecond is not null);

    /// <summary>Whether a page of this origin may send events; null for a request that names no page.</summary>
    public bool Allows(string? origin) => Origins.Length == 0 || (origin is not null && Array.Exists(_origins, allowed => allowed.Matches(origin)));
}
