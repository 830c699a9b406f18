using System.Diagnostics;
using System.Globalization;
using Footfall.Simulation;
using Footfall.Simulation.Redis;
using Footfall.Simulation.Verification;

const int MaxShown = 3;

SimulateOptions options;
try
{
    options = SimulateOptions.Parse(args);
}
catch (FormatException e)
{
    Console.Error.WriteLine($"{e.Message}\n{SimulateOptions.Usage}");
    return 2;
}

if (options.PrintsSteps)
{
    PrintSteps(options.Seed);
}

var clock = Stopwatch.StartNew();
var run = SimulationRun.Make(options.Seed, options.Schedules, progress: PrintProgress);
foreach ((CoverageGoal goal, int schedules) in run.Seen)
{
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{schedules,9}  {goal}"));
}

foreach ((int seed, IReadOnlyList<string> violations) in run.Failures.OrderBy(failure => failure.Seed).Take(MaxShown))
{
    Console.WriteLine($"\nseed {seed}: {string.Join("; ", violations)}");
    PrintSteps(seed);
}

Console.WriteLine(string.Create(
    CultureInfo.InvariantCulture,
    $"violations {run.Failures.Count} schedules {options.Schedules} from seed {options.Seed}, {run.Events} events, {clock.Elapsed.TotalSeconds:0} s"));
return run.Failures.Count == 0 ? 0 : 1;

void PrintProgress(SimulationRun run) => Console.WriteLine(string.Create(
    CultureInfo.InvariantCulture,
    $"{run.Ended,9}  of {options.Schedules} schedules, violations {run.Failures.Count}, {clock.Elapsed.TotalSeconds:0} s"));

static void PrintSteps(int seed)
{
    using var scripts = new QueueScripts();
    SimulatedInstallation.Run(seed, scripts, trace: Console.WriteLine);
}
