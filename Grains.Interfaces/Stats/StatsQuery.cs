namespace Footfall.Stats;

/// <summary>A question about a site's statistics.</summary>
/// <param name="Date">A UTC day, or null for all time.</param>
/// <param name="Wait">
/// How long to wait until every event that was accepted before the question is included; zero to answer at once
/// with what is.
/// </param>
[GenerateSerializer, Immutable, Alias("Footfall.StatsQuery")]
public sealed record StatsQuery([property: Id(0)] DateOnly? Date, [property: Id(1)] TimeSpan Wait);
