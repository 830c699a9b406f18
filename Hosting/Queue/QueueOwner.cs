namespace Footfall.Queue;

/// <summary>Whose a queue is.</summary>
/// <param name="Id">The installation.</param>
/// <param name="Address">Where its PostgreSQL was last.</param>
/// <param name="MovedTo">The cluster id under whose names the entries go on; null when they stay.</param>
public sealed record QueueOwner(string Id, string Address, string? MovedTo);
