using System.Collections.Immutable;
using Footfall.Stats;

namespace Footfall.Days;

/// <summary>The answer to a question about days.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Freshness">How up to date the figures are; null while Redis is unavailable.</param>
/// <param name="TimeZone">The time zone of the days: the site's, or its former one while the days are counted anew.</param>
/// <param name="Days">The days with events, ascending.</param>
/// <param name="Total">The figures of the whole range.</param>
[GenerateSerializer, Immutable, Alias("Footfall.DaysReply")]
public sealed record DaysResult(
    [property: Id(0)] StatsOutcome Outcome,
    [property: Id(1)] Freshness? Freshness = null,
    [property: Id(2)] string? TimeZone = null,
    [property: Id(3)] ImmutableArray<DayFigures> Days = default,
    [property: Id(4)] VisitFigures? Total = null);

/// <summary>The figures of a day.</summary>
[GenerateSerializer, Immutable, Alias("Footfall.DayFigures")]
public sealed record DayFigures([property: Id(0)] DateOnly Day, [property: Id(1)] VisitFigures Figures);
