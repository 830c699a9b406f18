namespace Footfall.Queue;

/// <summary>Backlog of one site, in the streams of all epochs; includes the few events that are stored but not yet trimmed.</summary>
/// <param name="Events">Number of events.</param>
/// <param name="Oldest">When the oldest was accepted, by Redis' clock.</param>
public readonly record struct QueuedEvents(long Events, DateTimeOffset Oldest);
