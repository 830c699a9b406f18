using Footfall.Store;

namespace Footfall.Simulation.Hosts;

/// <summary>The simulated store has no write-ahead log whose positions could be written down.</summary>
internal sealed class EmptyPositionBook : IPositionBook
{
    public Task<IReadOnlyList<StorePosition>> ReadAsync() => Task.FromResult<IReadOnlyList<StorePosition>>([]);

    public Task RaiseAsync(string alarm) => Task.CompletedTask;

    public Task<string?> ReadAlarmAsync() => Task.FromResult<string?>(null);
}
