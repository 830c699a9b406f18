using Footfall.Queue;
using Footfall.Store;

namespace Footfall.Simulation.Hosts;

/// <summary>The simulated store has no write-ahead log whose positions could be written down.</summary>
internal sealed class EmptyPositionBook : IPositionBook
{
    public string AlarmKey => "";

    public Task<IReadOnlyList<StorePosition>> ReadAsync() => Task.FromResult<IReadOnlyList<StorePosition>>([]);

    public Task RaiseAsync(string alarm) => Task.CompletedTask;

    public Task<string?> ReadAlarmAsync() => Task.FromResult<string?>(null);

    public string OwnerKey => QueueKeys.Default.Store;

    public Task<QueueOwner?> ReadOwnerAsync() => Task.FromResult<QueueOwner?>(null);

    public Task<StoreAnswer> ClaimAsync(StoreWord word) => Task.FromResult(new StoreAnswer(StoreVerdict.Accepted, "", ""));

    public Task LeaveAsync(string silo) => Task.CompletedTask;
}
