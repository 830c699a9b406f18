namespace Footfall.Queue;

/// <summary>The queue's backlog by site. Each site is as of its own moment between the start and the end of the scan.</summary>
/// <param name="Now">Redis' time at the start.</param>
/// <param name="Sites">The sites with a backlog.</param>
public sealed record BacklogBySite(DateTimeOffset Now, IReadOnlyDictionary<string, QueuedEvents> Sites);
