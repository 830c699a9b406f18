namespace Footfall.Simulation.Schedule;

/// <summary>The time of all simulated hosts. It advances only by <see cref="MoveTo"/>, which fires what has come due.</summary>
internal sealed class SimulatedClock : TimeProvider
{
    private static readonly DateTimeOffset Start = new(2026, 3, 14, 12, 0, 0, TimeSpan.Zero);

    /// <summary>The one thread that may read or set the time.</summary>
    public ScheduleThread Thread { get; } = new();

    private readonly PriorityQueue<Action, (long At, long Order)> _due = new();
    private long _now;
    private long _order;

    /// <summary>Time since the schedule began.</summary>
    public TimeSpan Now => new(_now);

    /// <summary>The time of the next due action; null if there is none.</summary>
    public TimeSpan? Next => _due.TryPeek(out _, out (long At, long Order) due) ? new TimeSpan(due.At) : null;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _now;

    public override DateTimeOffset GetUtcNow() => Start.AddTicks(_now);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    public void After(TimeSpan delay, Action action)
    {
        Thread.Check("a timer");
        _due.Enqueue(action, (_now + delay.Ticks, _order++));
    }

    public void MoveTo(TimeSpan time)
    {
        while (_due.TryPeek(out Action? action, out (long At, long Order) due) && due.At <= time.Ticks)
        {
            _due.Dequeue();
            _now = Math.Max(_now, due.At);
            action();
        }

        _now = Math.Max(_now, time.Ticks);
    }

    private sealed class Timer(SimulatedClock clock, Action fire) : ITimer
    {
        private int _version;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            int version = ++_version;
            if (dueTime >= TimeSpan.Zero)
            {
                clock.After(dueTime, () =>
                {
                    if (version == _version)
                    {
                        fire();
                    }
                });
            }

            return true;
        }

        public void Dispose() => _version++;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
