using Footfall.Simulation.Redis;
using Footfall.Simulation.Verification;

namespace Footfall.Simulation;

/// <summary>Runs many schedules on all cores.</summary>
internal sealed class SimulationRun
{
    public static readonly TimeSpan ProgressEvery = TimeSpan.FromSeconds(10);

    /// <summary>The number of schedules in which each situation occurred.</summary>
    public Dictionary<CoverageGoal, int> Seen { get; } = Enum.GetValues<CoverageGoal>().ToDictionary(goal => goal, _ => 0);

    /// <summary>Schedules that have ended.</summary>
    public int Ended { get; private set; }

    public int Events { get; private set; }

    /// <summary>Seeds of the failed schedules, with their violations.</summary>
    public List<(int Seed, IReadOnlyList<string> Violations)> Failures { get; } = [];

    /// <param name="first">The first schedule's seed.</param>
    /// <param name="count">The number of schedules.</param>
    /// <param name="bug">The rule to break.</param>
    /// <param name="stopAt">The number of failures after which the run ends.</param>
    /// <param name="progress">A callback every <see cref="ProgressEvery"/> while schedules run.</param>
    public static SimulationRun Make(
        int first, int count, SeededBug bug = SeededBug.None, int stopAt = int.MaxValue, Action<SimulationRun>? progress = null)
    {
        var run = new SimulationRun();
        int next = first - 1;
        var workers = Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new Thread(() =>
        {
            using var scripts = new QueueScripts((name, text) => BrokenScript.Edit(bug, name, text));
            int seed;
            while ((seed = Interlocked.Increment(ref next)) < first + count)
            {
                run.Add(seed, SimulatedInstallation.Run(seed, scripts, bug));
                if (run.Failures.Count >= stopAt)
                {
                    return;
                }
            }
        })).ToList();
        workers.ForEach(worker => worker.Start());
        foreach (Thread worker in workers)
        {
            while (!worker.Join(ProgressEvery))
            {
                progress?.Invoke(run);
            }
        }

        return run;
    }

    private void Add(int seed, Record record)
    {
        lock (Seen)
        {
            Ended++;
            Events += record.Events.Count;
            foreach (CoverageGoal goal in record.Situations)
            {
                Seen[goal]++;
            }

            if (record.Violations.Count > 0)
            {
                Failures.Add((seed, record.Violations));
            }
        }
    }
}
