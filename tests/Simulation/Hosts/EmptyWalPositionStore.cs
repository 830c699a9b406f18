using Footfall.Queue;
using Footfall.Store;

namespace Footfall.Simulation.Hosts;

/// <summary>The simulated store has no write-ahead log whose positions could be recorded.</summary>
internal sealed class EmptyWalPositionStore : IWalPositionStore
{
    public string AlarmKey => "";

    public Task<IReadOnlyList<WalPosition>> ReadAsync() => Task.FromResult<IReadOnlyList<WalPosition>>([]);

    public Task RaiseAsync(string alarm) => Task.CompletedTask;

    public Task<string?> ReadAlarmAsync() => Task.FromResult<string?>(null);

    public string OwnerKey => QueueKeys.Default.Store;

    public Task<QueueOwner?> ReadOwnerAsync() => Task.FromResult<QueueOwner?>(null);

    public Task<StoreOwnershipResult> ClaimAsync(StoreIdentity identity) => Task.FromResult(new StoreOwnershipResult(StoreOwnershipStatus.Accepted, "", ""));

    public Task LeaveAsync(string silo) => Task.CompletedTask;
}
