namespace Footfall.Queue;

/// <summary>Whether a silo may drain the queue into its PostgreSQL.</summary>
/// <param name="Status">Whether it may.</param>
/// <param name="Installation">Whose the queue is, if it may not.</param>
/// <param name="Address">Where that one's PostgreSQL is, or was last.</param>
public sealed record StoreOwnershipResult(StoreOwnershipStatus Status, string Installation, string Address);
