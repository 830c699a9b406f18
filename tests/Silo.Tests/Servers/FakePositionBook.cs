using Footfall.Queue;
using Footfall.Store;

namespace Footfall.Servers;

/// <summary>A book that a test writes in by itself.</summary>
internal sealed class FakePositionBook : IPositionBook
{
    public string AlarmKey => QueueKeys.Default.StoreAlarm;

    public List<StorePosition> Positions { get; } = [];

    public string? Alarm { get; set; }

    public QueueOwner? Owner { get; set; }

    /// <summary>What silos have said that they work with.</summary>
    public List<StoreWord> Words { get; } = [];

    public StoreAnswer Answer { get; set; } = new(StoreVerdict.Accepted, "", "");

    /// <summary>What happens while the book is being read.</summary>
    public Func<Task> Meanwhile { get; set; } = () => Task.CompletedTask;

    public static StoreHistory EmptyHistory() => new(new FakePositionBook(), TimeProvider.System, new LogLines<StoreHistory>());

    public async Task<IReadOnlyList<StorePosition>> ReadAsync()
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

    public Task<StoreAnswer> ClaimAsync(StoreWord word)
    {
        lock (Words)
        {
            Words.Add(word);
        }

        return Task.FromResult(Answer);
    }

    public Task LeaveAsync(string silo) => Task.CompletedTask;
}
