namespace Footfall.Privacy;

/// <summary>How long a site's events are kept, and how far that is so.</summary>
/// <param name="Days">Days before today (UTC) whose events are kept; null for all.</param>
/// <param name="KeptFrom">All days before this one are gone; null before the first time.</param>
/// <param name="KeptAt">Since when.</param>
/// <param name="Events">Stored events that went so far.</param>
[GenerateSerializer, Immutable, Alias("Footfall.RetentionView")]
public sealed record RetentionView(
    [property: Id(0)] int? Days,
    [property: Id(1)] DateOnly? KeptFrom = null,
    [property: Id(2)] DateTimeOffset? KeptAt = null,
    [property: Id(3)] long Events = 0);
