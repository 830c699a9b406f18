namespace Footfall.Queue;

/// <summary>The queue's backlog by site. Each site is as of its own moment between the start and the end of the scan.</summary>
/// <param name="Now">Redis' time at the start.</param>
/// <param name="Sites">The sites with a backlog.</param>
public sealed record BacklogBySite(DateTimeOffset Now, IReadOnlyDictionary<string, QueuedEvents> Sites);

/// <summary>Backlog of one site, in the streams of all epochs; includes the few events that are stored but not yet trimmed.</summary>
/// <param name="Events">Number of events.</param>
/// <param name="Oldest">When the oldest was accepted, by Redis' clock.</param>
public readonly record struct QueuedEvents(long Events, DateTimeOffset Oldest);
