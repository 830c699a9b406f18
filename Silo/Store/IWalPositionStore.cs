using Footfall.Drain;
using Footfall.Queue;

namespace Footfall.Store;

/// <summary>
/// Where the silos write down how far PostgreSQL has committed, outside of PostgreSQL. The positions get there with
/// the releases of claims (<see cref="WalRollbackDetector.TakeFor"/>).
/// </summary>
internal interface IWalPositionStore
{
    /// <summary>Where the alarm stands in Redis.</summary>
    string AlarmKey { get; }

    /// <summary>The positions that were written down last, of all partitions.</summary>
    /// <exception cref="QueueUnavailableException">Redis did not answer.</exception>
    Task<IReadOnlyList<WalPosition>> ReadAsync();

    /// <summary>Keeps an alarm until somebody takes it away, and begins the book anew.</summary>
    /// <exception cref="QueueUnavailableException">Redis did not answer.</exception>
    Task RaiseAsync(string alarm);

    /// <summary>The alarm that stands; null when there is none.</summary>
    /// <exception cref="QueueUnavailableException">Redis did not answer.</exception>
    Task<string?> ReadAlarmAsync();

    /// <summary>The key in Redis that says whose the queue is.</summary>
    string OwnerKey { get; }

    /// <summary>Whose the queue is; null while it is nobody's.</summary>
    /// <exception cref="QueueUnavailableException">Redis did not answer.</exception>
    Task<QueueOwner?> ReadOwnerAsync();

    /// <summary>Says what a silo works with, and asks whether it may.</summary>
    /// <exception cref="QueueUnavailableException">Redis did not answer.</exception>
    Task<StoreOwnershipResult> ClaimAsync(StoreIdentity identity);

    /// <summary>The silo works with PostgreSQL no more.</summary>
    /// <exception cref="QueueUnavailableException">Redis did not answer.</exception>
    Task LeaveAsync(string silo);
}
