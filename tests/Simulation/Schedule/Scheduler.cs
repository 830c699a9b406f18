namespace Footfall.Simulation.Schedule;

/// <summary>
/// Decides what happens next: any of the possible steps, or the passing of time. All code of a schedule runs on the one
/// thread that calls this, as continuations of the steps, so that a seed decides everything.
/// </summary>
internal sealed class Scheduler(int seed, Action<string>? trace)
{
    /// <summary>The probability that time passes although a step is possible, as when a message takes long.</summary>
    private const double Delay = 0.04;

    private const int MaxSteps = 100_000;

    private static readonly TimeSpan MaxDelay = TimeSpan.FromSeconds(2);

    private readonly List<Step> _steps = [];
    private int _count;

    public Random Random { get; } = new(seed);

    public SimulatedClock Clock { get; } = new();

    /// <summary>Set once no further faults may happen.</summary>
    public bool IsCalm { get; set; }

    public bool Happens(double odds) => !IsCalm && Random.NextDouble() < odds;

    public TimeSpan Within(TimeSpan longest) => longest * Random.NextDouble();

    public T Pick<T>(IReadOnlyList<T> items) => items[Random.Next(items.Count)];

    public void Add(string what, SimulatedProcess? where, Action run)
    {
        Clock.Thread.Check(what);
        _steps.Add(new Step(what, where, run));
    }

    /// <summary>Adds a step after some time has passed.</summary>
    public void AddLater(TimeSpan delay, string what, SimulatedProcess? where, Action run) => Clock.After(delay, () => Add(what, where, run));

    public void Note(string what) => trace?.Invoke($"{Clock.Now.TotalSeconds,9:0.000}  {what}");

    /// <summary>Runs until the time is reached and no step is left.</summary>
    public void RunUntil(TimeSpan end)
    {
        while (true)
        {
            int runnable = FindRunnable();
            if (runnable >= 0 && !(Clock.Now < end && Happens(Delay)))
            {
                Run(runnable);
            }
            else if (Clock.Now < end)
            {
                TimeSpan next = Clock.Next is { } due && due < end ? due : end;
                Clock.MoveTo(runnable < 0 || next - Clock.Now < MaxDelay ? next : Clock.Now + Within(MaxDelay));
            }
            else if (Clock.Next is { } rest && rest <= end)
            {
                Clock.MoveTo(end);
            }
            else
            {
                Clock.Thread.CheckAll();
                return;
            }
        }
    }

    private void Run(int index)
    {
        Step step = _steps[index];
        _steps[index] = _steps[^1];
        _steps.RemoveAt(_steps.Count - 1);
        if (++_count > MaxSteps)
        {
            throw new InvalidOperationException($"The schedule goes on for ever; its latest step is '{step.What}'.");
        }

        if (trace is not null)
        {
            Note(step.Where is null ? step.What : $"{step.Where.Name}: {step.What}");
        }

        step.Run();
    }

    /// <summary>Returns a random step that can run, dropping those of dead processes on the way; -1 if there is none.</summary>
    private int FindRunnable()
    {
        while (_steps.Count > 0)
        {
            int start = Random.Next(_steps.Count);
            int found = -1;
            for (int i = 0; i < _steps.Count && found < 0; i++)
            {
                int at = (start + i) % _steps.Count;
                found = _steps[at].Where is null or { IsFrozen: false } or { IsAlive: false } ? at : -1;
            }

            if (found < 0 || _steps[found].Where is null or { IsAlive: true })
            {
                return found;
            }

            _steps[found] = _steps[^1];
            _steps.RemoveAt(_steps.Count - 1);
        }

        return -1;
    }
}
