namespace Footfall.Operator;

/// <summary>Which sites are asked for.</summary>
/// <param name="Search">Part of the id, whatever its case; empty for all.</param>
/// <param name="Sort">Their order.</param>
/// <param name="IsDescending">Whether the greatest comes first.</param>
/// <param name="Offset">How many of them to pass by.</param>
/// <param name="Limit">How many to give.</param>
[GenerateSerializer, Immutable, Alias("Footfall.SiteQuery")]
public sealed record SiteQuery(
    [property: Id(0)] string Search,
    [property: Id(1)] SiteSort Sort,
    [property: Id(2)] bool IsDescending,
    [property: Id(3)] int Offset,
    [property: Id(4)] int Limit);
