namespace Footfall.Stats;

/// <summary>A query of a site's statistics.</summary>
/// <param name="Date">A day in the site's time zone, or null for all time.</param>
/// <param name="Wait">
/// Maximum wait until every event accepted before the query is included; zero to return what is stored
/// at once.
/// </param>
[GenerateSerializer, Immutable, Alias("Footfall.StatsQuery")]
public sealed record StatsQuery([property: Id(0)] DateOnly? Date, [property: Id(1)] TimeSpan Wait);
