namespace Footfall.Monitoring;

/// <summary>A host's totals since it started, the same counts as in its metrics. Gateways count the first two.</summary>
/// <param name="Accepted">Events that Redis confirmed.</param>
/// <param name="Refused">Events refused.</param>
/// <param name="Stored">Events committed.</param>
/// <param name="Duplicates">Events skipped because of their id.</param>
/// <param name="Dead">Events stored as dead letters.</param>
/// <param name="Drains">Drains requested.</param>
/// <param name="Commits">Transactions that stored events.</param>
/// <param name="CommitSeconds">Total duration of those transactions.</param>
/// <param name="Errors">Failed transactions and drains; events refused because they could not be accepted.</param>
[GenerateSerializer, Immutable, Alias("Footfall.HostTotals")]
public sealed record HostTotals(
    [property: Id(0)] long Accepted = 0,
    [property: Id(1)] long Refused = 0,
    [property: Id(2)] long Stored = 0,
    [property: Id(3)] long Duplicates = 0,
    [property: Id(4)] long Dead = 0,
    [property: Id(5)] long Drains = 0,
    [property: Id(6)] long Commits = 0,
    [property: Id(7)] double CommitSeconds = 0,
    [property: Id(8)] long Errors = 0);
