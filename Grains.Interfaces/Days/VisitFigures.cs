using System.Collections.Immutable;

namespace Footfall.Days;

/// <summary>Figures of visitors and their visits. docs/analytics.md defines each.</summary>
/// <param name="Visitors">Distinct visitors; those without a user id once a day.</param>
/// <param name="Visits">Visits.</param>
/// <param name="Views">Events of type <c>page_view</c>.</param>
/// <param name="Events">Events but engagements.</param>
/// <param name="Bounces">Visits with one view at most, and nothing else.</param>
/// <param name="Duration">The sum of the visits' durations.</param>
/// <param name="Entries">At most ten paths on which most visits began, ties by path (bytewise).</param>
/// <param name="Exits">At most ten paths on which most visits ended.</param>
[GenerateSerializer, Immutable, Alias("Footfall.VisitFigures")]
public sealed record VisitFigures(
    [property: Id(0)] long Visitors,
    [property: Id(1)] long Visits,
    [property: Id(2)] long Views,
    [property: Id(3)] long Events,
    [property: Id(4)] long Bounces,
    [property: Id(5)] TimeSpan Duration,
    [property: Id(6)] ImmutableArray<PathVisits> Entries,
    [property: Id(7)] ImmutableArray<PathVisits> Exits);

/// <summary>A path and how many visits began or ended there.</summary>
[GenerateSerializer, Immutable, Alias("Footfall.PathVisits")]
public sealed record PathVisits([property: Id(0)] string Path, [property: Id(1)] long Visits);
