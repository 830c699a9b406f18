using Footfall.Drain;

namespace Footfall.Store;

/// <summary>
/// Where the silos write down how far PostgreSQL has committed, outside of PostgreSQL. The positions get there with
/// the releases of claims (<see cref="StoreHistory.TakeFor"/>).
/// </summary>
internal interface IPositionBook
{
    /// <summary>The positions that were written down last, of all partitions.</summary>
    /// <exception cref="QueueUnavailableException">Redis did not answer.</exception>
    Task<IReadOnlyList<StorePosition>> ReadAsync();

    /// <summary>Keeps an alarm until somebody takes it away, and begins the book anew.</summary>
    /// <exception cref="QueueUnavailableException">Redis did not answer.</exception>
    Task RaiseAsync(string alarm);

    /// <summary>The alarm that stands; null when there is none.</summary>
    /// <exception cref="QueueUnavailableException">Redis did not answer.</exception>
    Task<string?> ReadAlarmAsync();
}
