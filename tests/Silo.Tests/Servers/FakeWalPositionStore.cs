using Footfall.Queue;
using Footfall.Store;

namespace Footfall.Servers;

/// <summary>A WAL position store that a test fills itself.</summary>
internal sealed class FakeWalPositionStore : IWalPositionStore
{
    public string AlarmKey => QueueKeys.Default.StoreAlarm;

    public List<WalPosition> Positions { get; } = [];

    public string? Alarm { get; set; }

    public QueueOwner? Owner { get; set; }

    /// <summary>The identities that silos have claimed.</summary>
    public List<StoreIdentity> Words { get; } = [];

    public StoreOwnershipResult Answer { get; set; } = new(StoreOwnershipStatus.Accepted, "", "");

    /// <summary>What happens while the position is being read.</summary>
    public Func<Task> Meanwhile { get; set; } = () => Task.CompletedTask;

    public static WalRollbackDetector EmptyHistory() => new(new FakeWalPositionStore(), TimeProvider.System, new LogLines<WalRollbackDetector>());

    public async Task<IReadOnlyList<WalPosition>> ReadAsync()
    {
        await Meanwhile();
        return [.. Positions];
    }

    public Task RaiseAsync(string alarm)
    {
        Alarm = alarm;
        Positions.Clear();
        return Task.CompletedTask;
    }

    public Task<string?> ReadAlarmAsync() => Task.FromResult(Alarm);

    public string OwnerKey => QueueKeys.Default.Store;

    public Task<QueueOwner?> ReadOwnerAsync() => Task.FromResult(Owner);

    public Task<StoreOwnershipResult> ClaimAsync(StoreIdentity identity)
    {
        lock (Words)
        {
            Words.Add(identity);
        }

        return Task.FromResult(Answer);
    }

    public Task LeaveAsync(string silo) => Task.CompletedTask;
}
