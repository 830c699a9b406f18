namespace Footfall.Queue;

/// <summary>What waits in the queue, of all sites together.</summary>
/// <param name="Events">How many events, the few that are stored but not yet trimmed included.</param>
/// <param name="Sites">Of how many sites.</param>
/// <param name="Oldest">When the oldest was accepted, by Redis's clock; null when none waits.</param>
/// <param name="Now">Redis's time.</param>
[GenerateSerializer, Immutable, Alias("Footfall.QueueSums")]
public sealed record BacklogTotals(
    [property: Id(0)] long Events, [property: Id(1)] int Sites, [property: Id(2)] DateTimeOffset? Oldest, [property: Id(3)] DateTimeOffset Now);
