namespace Footfall.Privacy;

/// <summary>Retention of a site's events and its progress.</summary>
/// <param name="Days">Days before today (UTC) whose events are kept; null for all.</param>
/// <param name="KeptFrom">Day before which all days are erased; null before the first time.</param>
/// <param name="KeptAt">Time when that was reached.</param>
/// <param name="Events">Stored events erased so far.</param>
[GenerateSerializer, Immutable, Alias("Footfall.RetentionView")]
public sealed record RetentionView(
    [property: Id(0)] int? Days,
    [property: Id(1)] DateOnly? KeptFrom = null,
    [property: Id(2)] DateTimeOffset? KeptAt = null,
    [property: Id(3)] long Events = 0);
