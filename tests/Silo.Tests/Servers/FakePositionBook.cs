using Footfall.Store;

namespace Footfall.Servers;

/// <summary>A book that a test writes in by itself.</summary>
internal sealed class FakePositionBook : IPositionBook
{
    public List<StorePosition> Positions { get; } = [];

    public string? Alarm { get; set; }

    public static StoreHistory EmptyHistory() => new(new FakePositionBook(), TimeProvider.System, new LogLines<StoreHistory>());

    public Task<IReadOnlyList<StorePosition>> ReadAsync() => Task.FromResult<IReadOnlyList<StorePosition>>([.. Positions]);

    public Task RaiseAsync(string alarm)
    {
        Alarm = alarm;
        Positions.Clear();
        return Task.CompletedTask;
    }

    public Task<string?> ReadAlarmAsync() => Task.FromResult(Alarm);
}
