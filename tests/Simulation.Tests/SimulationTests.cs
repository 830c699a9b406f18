using Footfall.Simulation.Redis;

namespace Footfall.Simulation;

public sealed class SimulationTests(ITestOutputHelper output)
{
    private const int Schedules = 6_000;

    /// <summary>Enough for each bug to be hit many times.</summary>
    private const int SchedulesPerBug = 3_000;

    [Fact]
    public void Every_schedule_keeps_each_confirmed_event_once_and_each_situation_comes_up()
    {
        SimulationRun run = SimulationRun.Make(1, Schedules);
        output.WriteLine(string.Join('\n', run.Seen.Select(item => $"{item.Value,6}  {item.Key}")));

        Assert.Empty(run.Failures.Select(failure => $"seed {failure.Seed}: {string.Join("; ", failure.Violations)}"));
        Assert.Empty(run.Seen.Where(item => item.Value == 0).Select(item => item.Key));
    }

    [Theory]
    [InlineData(SeededBug.NoFencingToken)]
    [InlineData(SeededBug.TrimBeforeCommit)]
    [InlineData(SeededBug.TrimByLength)]
    [InlineData(SeededBug.NoNewEpoch)]
    [InlineData(SeededBug.NoFloor)]
    [InlineData(SeededBug.ReadyAfterEntry)]
    [InlineData(SeededBug.NoRescue)]
    [InlineData(SeededBug.PauseWithoutFencingToken)]
    [InlineData(SeededBug.TrimWithoutStandby)]
    internal void A_broken_rule_is_found(SeededBug bug)
    {
        SimulationRun run = SimulationRun.Make(1, SchedulesPerBug, bug, stopAt: 1);
        output.WriteLine(string.Join('\n', run.Failures.Select(failure => $"seed {failure.Seed}: {string.Join("; ", failure.Violations)}")));

        Assert.NotEmpty(run.Failures);
    }

    [Fact]
    public void A_seed_replays_the_same_steps()
    {
        using var scripts = new QueueScripts();
        for (int seed = 1; seed <= 50; seed++)
        {
            Assert.Equal(Steps(seed, scripts), Steps(seed, scripts));
        }
    }

    private static List<string> Steps(int seed, QueueScripts scripts)
    {
        var steps = new List<string>();
        SimulatedInstallation.Run(seed, scripts, trace: steps.Add);
        return steps;
    }
}
