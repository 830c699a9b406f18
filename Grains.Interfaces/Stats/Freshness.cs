namespace Footfall.Stats;

/// <summary>How up to date an answer is.</summary>
/// <param name="AsOf">Every event accepted up to this time, by Redis's clock, is included.</param>
/// <param name="Queued">Events that were accepted, and not yet stored, when that was found out.</param>
[GenerateSerializer, Immutable, Alias("Footfall.Freshness")]
public sealed record Freshness([property: Id(0)] DateTimeOffset AsOf, [property: Id(1)] long Queued);
