using System.Collections.Immutable;

namespace Footfall.Sites;

/// <summary>A site that an operator has made known, and what holds for it.</summary>
/// <param name="SiteId">Which.</param>
/// <param name="Name">What people call it.</param>
/// <param name="TimeZone">Its IANA time zone, such as <c>Europe/Berlin</c>.</param>
/// <param name="Origins">
/// Pages that may send events: <c>https://example.org</c>, or <c>https://*.example.org</c> for its sub-domains. Empty: any.
/// </param>
/// <param name="RetentionDays">For how long its events are kept; null for ever.</param>
/// <param name="EventsPerSecond">Events that are taken of it in the long run; null for the installation's limit.</param>
/// <param name="BytesPerSecond">The same in bytes of events.</param>
/// <param name="NeedsWriteKey">Whether only holders of a write key may send its events.</param>
/// <param name="CreatedAt">Since when it is known.</param>
[GenerateSerializer, Immutable, Alias("Footfall.RegisteredSite")]
public sealed record SiteSettings(
    [property: Id(0)] string SiteId,
    [property: Id(1)] string Name,
    [property: Id(2)] string TimeZone,
    [property: Id(3)] ImmutableArray<string> Origins,
    [property: Id(4)] int? RetentionDays,
    [property: Id(5)] int? EventsPerSecond,
    [property: Id(6)] int? BytesPerSecond,
    [property: Id(7)] bool NeedsWriteKey,
    [property: Id(8)] DateTimeOffset CreatedAt);
