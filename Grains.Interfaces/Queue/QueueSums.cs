namespace Footfall.Queue;

/// <summary>What waits in the queue, of all sites together.</summary>
/// <param name="Events">How many events, the few that are stored but not yet trimmed included.</param>
/// <param name="Sites">Of how many sites.</param>
/// <param name="Oldest">When the oldest was accepted, by Redis's clock; null when none waits.</param>
/// <param name="Now">Redis's time.</param>
public sealed record QueueSums(long Events, int Sites, DateTimeOffset? Oldest, DateTimeOffset Now);
