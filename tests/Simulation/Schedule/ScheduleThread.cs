namespace Footfall.Simulation.Schedule;

/// <summary>Detects code of a schedule that continued on another thread, where no seed decides what it does.</summary>
internal sealed class ScheduleThread
{
    private readonly int _id = Environment.CurrentManagedThreadId;
    private volatile string? _stray;

    /// <exception cref="InvalidOperationException">This is another thread. Catching it defers it to <see cref="CheckAll"/>.</exception>
    public void Check(string what)
    {
        if (Environment.CurrentManagedThreadId != _id)
        {
            _stray ??= $"'{what}' left the schedule's thread:\n{Environment.StackTrace}";
            throw new InvalidOperationException(_stray);
        }
    }

    /// <exception cref="InvalidOperationException">Some code ran on another thread.</exception>
    public void CheckAll()
    {
        if (_stray is { } stray)
        {
            throw new InvalidOperationException(stray);
        }
    }
}
