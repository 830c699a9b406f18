using Footfall.Drain;
using Footfall.Queue;

namespace Footfall.Store;

/// <summary>
/// Stores, outside PostgreSQL, how far PostgreSQL has committed. Positions are written when claims
/// are released (<see cref="WalRollbackDetector.TakeFor"/>).
/// </summary>
internal interface IWalPositionStore
{
    /// <summary>The Redis key of the alarm.</summary>
    string AlarmKey { get; }

    /// <summary>Returns the last recorded positions of all partitions.</summary>
    /// <exception cref="QueueUnavailableException">Redis did not answer.</exception>
    Task<IReadOnlyList<WalPosition>> ReadAsync();

    /// <summary>Raises an alarm, which stays until an operator deletes it, and resets the recorded positions.</summary>
    /// <exception cref="QueueUnavailableException">Redis did not answer.</exception>
    Task RaiseAsync(string alarm);

    /// <summary>Returns the current alarm; null if none.</summary>
    /// <exception cref="QueueUnavailableException">Redis did not answer.</exception>
    Task<string?> ReadAlarmAsync();

    /// <summary>The Redis key that identifies the queue's owner.</summary>
    string OwnerKey { get; }

    /// <summary>Returns the queue's owner; null if it has none.</summary>
    /// <exception cref="QueueUnavailableException">Redis did not answer.</exception>
    Task<QueueOwner?> ReadOwnerAsync();

    /// <summary>Reports which PostgreSQL a silo uses, and returns whether it may.</summary>
    /// <exception cref="QueueUnavailableException">Redis did not answer.</exception>
    Task<StoreOwnershipResult> ClaimAsync(StoreIdentity identity);

    /// <summary>Records that the silo no longer uses PostgreSQL.</summary>
    /// <exception cref="QueueUnavailableException">Redis did not answer.</exception>
    Task LeaveAsync(string silo);
}
