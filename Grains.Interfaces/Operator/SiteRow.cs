namespace Footfall.Operator;

/// <summary>One site in the table of all.</summary>
/// <param name="SiteId">Which.</param>
/// <param name="Rate">Events stored per second, over the last five to ten seconds; null before two looks at the site.</param>
/// <param name="Stored">Rows in the table of events.</param>
/// <param name="Refused">Events refused, for any reason.</param>
/// <param name="Duplicates">Events acknowledged whose id had been seen.</param>
/// <param name="Dead">Events among the dead letters.</param>
/// <param name="Queued">Events in Redis, the few that are stored but not yet trimmed included.</param>
/// <param name="OldestAge">How long the oldest of those has waited.</param>
/// <param name="LastCommittedAt">When events were last stored.</param>
/// <param name="IsPaused">Whether an operator has paused it.</param>
/// <param name="Silo">What operators call the silo that its grain lives on; null when it is not active, or that is not known.</param>
/// <param name="Erased">Events that are gone, as in the ledger.</param>
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
