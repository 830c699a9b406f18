namespace Footfall.Stats;

/// <summary>How up to date statistics are.</summary>
/// <param name="AsOf">Every event accepted up to this time, by Redis' clock, is included.</param>
/// <param name="Queued">Events that were accepted but not yet stored at the time of the query.</param>
[GenerateSerializer, Immutable, Alias("Footfall.Freshness")]
public sealed record Freshness([property: Id(0)] DateTimeOffset AsOf, [property: Id(1)] long Queued);
