using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Footfall.Sites;

/// <summary>A registered site and its settings.</summary>
/// <param name="SiteId">The site.</param>
/// <param name="Name">Display name.</param>
/// <param name="TimeZone">Its IANA time zone, such as <c>Europe/Berlin</c>.</param>
/// <param name="Origins">
/// Allowed origins of pages: <c>https://example.org</c>, or <c>https://*.example.org</c> for its subdomains. Empty: any.
/// </param>
/// <param name="RetentionDays">Days for which its events are kept; null for ever.</param>
/// <param name="EventsPerSecond">Long-term limit of accepted events per second; null for the installation's limit.</param>
/// <param name="BytesPerSecond">The same in bytes of events.</param>
/// <param name="NeedsWriteKey">Whether sending its events requires a write key.</param>
/// <param name="CreatedAt">Time of registration.</param>
/// <param name="RefusesBots">Whether events of programs are refused; otherwise they are counted apart from people.</param>
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
    [property: Id(8)] DateTimeOffset CreatedAt,
    [property: Id(9)] bool RefusesBots = false);

/// <summary>A page of registered sites.</summary>
/// <param name="Sites">The sites, ordered by id.</param>
/// <param name="Total">Number of matches of the search; 0 also beyond the last page.</param>
[GenerateSerializer, Immutable, Alias("Footfall.RegisteredSites")]
public sealed record SiteSettingsPage(
    [property: Id(0)] ImmutableArray<SiteSettings> Sites,
    [property: Id(1), JsonPropertyOrder(-1)] long Total);
