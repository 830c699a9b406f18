namespace Footfall.Queue;

/// <summary>What waits in the queue, site by site. Each is of its own moment between the survey's start and its end.</summary>
/// <param name="Now">Redis's time at the start.</param>
/// <param name="Sites">The sites of which something waits.</param>
public sealed record BacklogBySite(DateTimeOffset Now, IReadOnlyDictionary<string, QueuedEvents> Sites);
