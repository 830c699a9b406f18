namespace Footfall.Operator;

/// <summary>One row of the site list.</summary>
/// <param name="SiteId">The site.</param>
/// <param name="Rate">Events stored per second, over the last five to ten seconds; null before two observations of the site.</param>
/// <param name="Stored">Rows in the event table.</param>
/// <param name="Refused">Events refused, for any reason.</param>
/// <param name="Duplicates">Acknowledged events whose id had been seen before.</param>
/// <param name="Dead">Events in dead letters.</param>
/// <param name="Queued">Events in Redis, including the few that are stored but not yet trimmed.</param>
/// <param name="OldestAge">How long the oldest of those has waited.</param>
/// <param name="LastCommittedAt">Time of the last commit of events.</param>
/// <param name="IsPaused">Whether an operator has paused the site.</param>
/// <param name="Silo">Display name of the silo with the site's grain; null if inactive or unknown.</param>
/// <param name="Erased">Erased events, as in the ledger.</param>
[GenerateSerializer, Immutable, Alias("Footfall.SiteRow")]
public sealed record SiteRow(
    [property: Id(0)] string SiteId,
    [property: Id(1)] double? Rate,
    [property: Id(2)] long Stored,
    [property: Id(3)] long Refused,
    [property: Id(4)] long Duplicates,
    [property: Id(5)] long Dead,
    [property: Id(6)] long Queued,
    [property: Id(7)] TimeSpan? OldestAge,
    [property: Id(8)] DateTimeOffset? LastCommittedAt,
    [property: Id(9)] bool IsPaused,
    [property: Id(10)] string? Silo = null,
    [property: Id(11)] long Erased = 0);
