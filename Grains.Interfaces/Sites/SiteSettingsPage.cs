using System.Collections.Immutable;

namespace Footfall.Sites;

/// <summary>A page of registered sites.</summary>
/// <param name="Sites">The sites, ordered by id.</param>
/// <param name="Total">Total number of matches.</param>
[GenerateSerializer, Immutable, Alias("Footfall.RegisteredSites")]
public sealed record SiteSettingsPage([property: Id(0)] ImmutableArray<SiteSettings> Sites, [property: Id(1)] long Total);
