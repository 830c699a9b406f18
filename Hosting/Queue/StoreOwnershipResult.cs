namespace Footfall.Queue;

/// <summary>Whether a silo may drain the queue into its PostgreSQL.</summary>
/// <param name="Status">Whether it may.</param>
/// <param name="Installation">The owner of the queue, if it may not.</param>
/// <param name="Address">The current or last address of that owner's PostgreSQL.</param>
public sealed record StoreOwnershipResult(StoreOwnershipStatus Status, string Installation, string Address);
