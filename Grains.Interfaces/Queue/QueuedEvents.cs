namespace Footfall.Queue;

/// <summary>What waits of one site, in the streams of all epochs; the few events that are stored but not yet trimmed included.</summary>
/// <param name="Events">How many.</param>
/// <param name="Oldest">When the oldest was accepted, by Redis's clock.</param>
public readonly record struct QueuedEvents(long Events, DateTimeOffset Oldest);
