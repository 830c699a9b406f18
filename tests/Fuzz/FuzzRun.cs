using System.Diagnostics;
using System.Globalization;
using Footfall.Fuzz.Targets;

namespace Footfall.Fuzz;

/// <summary>Fuzzes every part that takes outside input: mostly parts that need no server, and a real gateway with a few inputs.</summary>
internal static class FuzzRun
{
    private const int InputsPerConversation = 20;
    private const int MaxShown = 20;

    private static readonly TimeSpan ProgressInterval = TimeSpan.FromSeconds(15);

    /// <returns>0 if nothing was found; otherwise 1.</returns>
    public static async Task<int> RunAsync(FuzzOptions options)
    {
        WriteLine($"seed {options.Seed}, {options.Inputs} inputs");
        var clock = Stopwatch.StartNew();
        var found = new List<string>();
        long conversations = options.Only is null ? options.Inputs / InputsPerConversation : options.Only == GatewayRun.Name ? options.Inputs : 0;
        ITarget[] targets = [.. PureRun.Targets.Where(target => options.Only is null || target.Name == options.Only)];
        if (targets.Length == 0 && conversations == 0)
        {
            throw new FormatException($"--only must be one of {string.Join(", ", PureRun.Targets.Select(target => target.Name))}, {GatewayRun.Name}");
        }

        if (targets.Length > 0)
        {
            IReadOnlyList<Failure> failures = options.Input is { } input
                ? [.. targets.Select(target => target.Try(options.Seed, input)).OfType<Failure>()]
                : PureRun.Make(targets, options.Seed, options.Inputs - conversations);
            found.AddRange(failures.Select(failure => failure.ToString()));
            WriteLine($"{clock.Elapsed.TotalSeconds,6:0} s  {string.Join(", ", targets.Select(target => target.Name))}: {(options.Input is null ? options.Inputs - conversations : 1)} inputs, {failures.Count} failures");
        }

        if (conversations > 0)
        {
            found.AddRange(await TalkAsync(options, options.Input is null ? conversations : 1, clock));
        }

        foreach (string line in found.Take(MaxShown))
        {
            Console.WriteLine(line);
        }

        WriteLine($"failures {found.Count} inputs {options.Inputs} seed {options.Seed}, {clock.Elapsed.TotalSeconds:0} s");
        return found.Count == 0 ? 0 : 1;
    }

    private static async Task<IReadOnlyList<string>> TalkAsync(FuzzOptions options, long conversations, Stopwatch clock)
    {
        long last = Stopwatch.GetTimestamp();
        GatewayRun run = await GatewayRun.MakeAsync(options.Seed, options.Input ?? 0, conversations, done =>
        {
            if (Stopwatch.GetElapsedTime(last) > ProgressInterval)
            {
                last = Stopwatch.GetTimestamp();
                WriteLine($"{clock.Elapsed.TotalSeconds,6:0} s  {done} of {conversations} conversations");
            }
        });
        WriteLine($"{clock.Elapsed.TotalSeconds,6:0} s  gateway: {conversations} conversations over {run.Routes} routes, {run.Accepted} events accepted, {run.Erased} of them erased, {run.Rows} stored, {run.Slow} slow, {run.PeakMemory} MB at most");
        return [.. run.Failures.Select(failure => failure.ToString()), .. run.Violations];
    }

    private static void WriteLine(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
