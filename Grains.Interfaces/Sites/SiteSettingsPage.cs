using System.Collections.Immutable;

namespace Footfall.Sites;

/// <summary>A page of the sites that are known.</summary>
/// <param name="Sites">By id.</param>
/// <param name="Total">How many there are in all that the search finds.</param>
[GenerateSerializer, Immutable, Alias("Footfall.RegisteredSites")]
public sealed record SiteSettingsPage([property: Id(0)] ImmutableArray<SiteSettings> Sites, [property: Id(1)] long Total);
