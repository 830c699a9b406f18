using System.Collections.Immutable;

namespace Footfall.Days;

/// <summary>How a site's days compare with a count of its stored events.</summary>
/// <param name="TimeZone">The time zone of the days.</param>
/// <param name="Days">How many days were compared.</param>
/// <param name="Found">How many figures differed.</param>
/// <param name="Differences">The first thousand of them, by day.</param>
/// <param name="Left">How many figures still differ after the days were built again; null if that was not asked for, or not needed.</param>
[GenerateSerializer, Immutable, Alias("Footfall.AuditResult")]
public sealed record AuditResult(
    [property: Id(0)] string TimeZone,
    [property: Id(1)] int Days,
    [property: Id(2)] int Found,
    [property: Id(3)] ImmutableArray<DayDifference> Differences,
    [property: Id(4)] int? Left = null);

/// <summary>A figure that is not what the stored events say.</summary>
/// <param name="Day">The day.</param>
/// <param name="Bots">Whether it is of bots; otherwise of people.</param>
/// <param name="Figure">
/// <c>visitors</c>, <c>users</c> (visitors with a user id), <c>visits</c>, <c>views</c>, <c>events</c>, <c>bounces</c>, <c>duration</c> (in
/// microseconds), or <c>entries</c> or <c>exits</c> with a path after a space.
/// </param>
/// <param name="Counted">Its value by the stored events.</param>
/// <param name="Answered">Its value in answers.</param>
[GenerateSerializer, Immutable, Alias("Footfall.DayDifference")]
public sealed record DayDifference(
    [property: Id(0)] DateOnly Day, [property: Id(1)] bool Bots, [property: Id(2)] string Figure, [property: Id(3)] long Counted, [property: Id(4)] long Answered);
