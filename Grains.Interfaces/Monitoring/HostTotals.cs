namespace Footfall.Monitoring;

/// <summary>What a host has done since it started; the same counts that it gives as metrics. Gateways count the first two.</summary>
/// <param name="Accepted">Events that Redis confirmed.</param>
/// <param name="Refused">Events that were not taken.</param>
/// <param name="Stored">Events committed.</param>
/// <param name="Duplicates">Events passed by for their id.</param>
/// <param name="Dead">Events set aside as dead letters.</param>
/// <param name="Drains">Drains asked for.</param>
/// <param name="Commits">Transactions that stored events.</param>
/// <param name="CommitSeconds">How long those took in all.</param>
/// <param name="Errors">Transactions and drains that failed; events refused since they could not be taken.</param>
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
