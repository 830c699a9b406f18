namespace Footfall.Queue;

/// <summary>The queue's total backlog of all sites.</summary>
/// <param name="Events">Number of events, including the few that are stored but not yet trimmed.</param>
/// <param name="Sites">Number of sites with queued events.</param>
/// <param name="Oldest">When the oldest was accepted, by Redis' clock; null if none waits.</param>
/// <param name="Now">Redis' time.</param>
/// <remarks>The alias is older than the name; it stays, because hosts of different versions exchange this message.</remarks>
[GenerateSerializer, Immutable, Alias("Footfall.QueueSums")]
public sealed record BacklogTotals(
    [property: Id(0)] long Events, [property: Id(1)] int Sites, [property: Id(2)] DateTimeOffset? Oldest, [property: Id(3)] DateTimeOffset Now);
