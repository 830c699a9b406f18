namespace Footfall.Queue;

/// <summary>The owner of a queue.</summary>
/// <param name="Id">The installation's id.</param>
/// <param name="Address">The last known address of its PostgreSQL.</param>
/// <param name="MovedTo">The cluster id under whose names the entries continue; null when they stay.</param>
public sealed record QueueOwner(string Id, string Address, string? MovedTo);
