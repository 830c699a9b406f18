namespace Footfall.Days;

/// <summary>A question about days of a site.</summary>
/// <param name="First">The first day, in the site's time zone.</param>
/// <param name="Last">The last day.</param>
/// <param name="Bots">Whose events are counted.</param>
/// <param name="Wait">As that of <see cref="Stats.StatsQuery"/>.</param>
[GenerateSerializer, Immutable, Alias("Footfall.DaysQuery")]
public sealed record DaysQuery(
    [property: Id(0)] DateOnly First, [property: Id(1)] DateOnly Last, [property: Id(2)] BotsFilter Bots, [property: Id(3)] TimeSpan Wait);
