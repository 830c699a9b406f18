using System.Collections.Immutable;

namespace Footfall.Stats;

/// <summary>The statistics of one site, over all time or one day.</summary>
/// <param name="SiteId">The site.</param>
/// <param name="Date">The day in the site's time zone, which is UTC unless it is registered with another; or null for all time.</param>
/// <param name="TotalViews">Events of type <c>page_view</c>.</param>
/// <param name="UniqueUsers">Distinct user ids over events of every type.</param>
/// <param name="TopPaths">At most ten paths of page views, most viewed first, ties by path (bytewise).</param>
[GenerateSerializer, Immutable, Alias("Footfall.SiteStats")]
public sealed record SiteStats(
    [property: Id(0)] string SiteId,
    [property: Id(1)] DateOnly? Date,
    [property: Id(2)] long TotalViews,
    [property: Id(3)] long UniqueUsers,
    [property: Id(4)] ImmutableArray<PathViews> TopPaths);

/// <summary>A path and how often it was viewed.</summary>
[GenerateSerializer, Immutable, Alias("Footfall.PathViews")]
public sealed record PathViews([property: Id(0)] string Path, [property: Id(1)] long Views);
