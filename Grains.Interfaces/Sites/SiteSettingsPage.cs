using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Footfall.Sites;

/// <summary>A page of registered sites.</summary>
/// <param name="Sites">The sites, ordered by id.</param>
/// <param name="Total">Number of matches of the search; 0 also beyond the last page.</param>
[GenerateSerializer, Immutable, Alias("Footfall.RegisteredSites")]
public sealed record SiteSettingsPage(
    [property: Id(0)] ImmutableArray<SiteSettings> Sites,
    [property: Id(1), JsonPropertyOrder(-1)] long Total);
