using System.Collections.Immutable;

namespace Footfall.Operator;

/// <summary>A page of the site list, as of one moment.</summary>
/// <param name="AsOf">Time of the snapshot.</param>
/// <param name="Total">Number of all sites.</param>
/// <param name="Found">Number of matching sites, on all pages.</param>
/// <param name="Sites">The sites on the page.</param>
[GenerateSerializer, Immutable, Alias("Footfall.SitePage")]
public sealed record SitePage(
    [property: Id(0)] DateTimeOffset AsOf,
    [property: Id(1)] int Total,
    [property: Id(2)] int Found,
    [property: Id(3)] ImmutableArray<SiteRow> Sites);
