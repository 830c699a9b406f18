namespace Footfall.Stats;

/// <summary>A path and how often it was viewed.</summary>
[GenerateSerializer, Immutable, Alias("Footfall.PathViews")]
public sealed record PathViews([property: Id(0)] string Path, [property: Id(1)] long Views);
