namespace Footfall.Operator;

/// <summary>A query of the site list.</summary>
/// <param name="Search">Part of the id, case-insensitive; empty for all.</param>
/// <param name="Sort">Sort key.</param>
/// <param name="IsDescending">Whether the largest comes first.</param>
/// <param name="Offset">Number of sites to skip.</param>
/// <param name="Limit">Maximum number of sites.</param>
[GenerateSerializer, Immutable, Alias("Footfall.SiteQuery")]
public sealed record SiteQuery(
    [property: Id(0)] string Search,
    [property: Id(1)] SiteSort Sort,
    [property: Id(2)] bool IsDescending,
    [property: Id(3)] int Offset,
    [property: Id(4)] int Limit);
