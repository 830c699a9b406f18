using System.Collections.Immutable;

namespace Footfall.Operator;

/// <summary>Some of the sites, as all were at one moment.</summary>
/// <param name="AsOf">The moment.</param>
/// <param name="Total">How many sites there are.</param>
/// <param name="Found">How many were asked for, on this page and others.</param>
/// <param name="Sites">Those of the page.</param>
[GenerateSerializer, Immutable, Alias("Footfall.SitePage")]
public sealed record SitePage(
    [property: Id(0)] DateTimeOffset AsOf,
    [property: Id(1)] int Total,
    [property: Id(2)] int Found,
    [property: Id(3)] ImmutableArray<SiteRow> Sites);
