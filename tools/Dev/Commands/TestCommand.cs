using Footfall.Dev.Servers;

namespace Footfall.Dev.Commands;

/// <summary><c>test</c>: runs the test programs, several at a time where they mostly wait, and prints one summary line at the end.</summary>
internal static class TestCommand
{
    /// <summary>
    /// Test programs that run at a time. They wait for servers, for time-outs and for each other more than they compute; a third one
    /// gained nothing on two cores, and made the others' starts of hosts three times as long.
    /// </summary>
    private const int Programs = 2;

    /// <summary>Programs that have the machine for themselves: they run several tests at a time, or measure response times.</summary>
    private static readonly string[] Alone = ["Fuzz.Tests", "Benchmarks.EndToEnd.Tests", "Integration.Tests"];

    /// <param name="arguments"><c>--fast</c>, <c>--slow</c> or <c>--measure</c> to run other tests, then arguments of the test runner.</param>
    /// <returns>0 when tests ran and none failed.</returns>
    public static async Task<int> RunAsync(string[] arguments)
    {
        string[] runnerArguments = TestSelection.Of(arguments);
        using var signals = new StopSignals();

        // The hosts of a test run for seconds: tiered PGO never pays off. Eight tests with hosts of their own took 41 and 48 s of
        // processor time with it, 36 and 40 without.
        Environment.SetEnvironmentVariable("DOTNET_TieredPGO", "0");
        string results = Directory.CreateDirectory(Path.Combine(Repository.Root, "artifacts", "test-results")).FullName;
        string[] projects = [.. Projects()];
        var progress = new TestProgress(Console.Out, TimeProvider.System);
        var reports = new List<TestReport>();
        await using (progress.Start())
        {
            async Task RunAsync(string project)
            {
                // Ctrl-C reaches the programs too, which end their servers; no further one is started.
                if (!signals.Token.IsCancellationRequested)
                {
                    TestReport report = await new TestProgram(project, Path.Combine(results, project + ".xml"), runnerArguments, progress).RunAsync();
                    lock (reports)
                    {
                        reports.Add(report);
                    }
                }
            }

            await Parallel.ForEachAsync(
                projects.Except(Alone), new ParallelOptions { MaxDegreeOfParallelism = Programs }, async (project, _) => await RunAsync(project));
            foreach (string project in Alone.Intersect(projects))
            {
                await RunAsync(project);
            }
        }

        TestCounts sum = reports.Aggregate(TestCounts.None, (counts, report) => counts + report.Counts);
        TestProgress.PrintSlowest(Console.Out, reports);
        Console.WriteLine();
        Console.WriteLine(sum);
        return sum.Failed == 0 && sum.Passed > 0 && !signals.Token.IsCancellationRequested ? 0 : 1;
    }

    /// <summary>Returns the test projects under tests, those that take long first, so that the quick ones fill the gaps.</summary>
    private static IEnumerable<string> Projects() => Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*.Tests.csproj", SearchOption.AllDirectories)
        .Select(path => Path.GetFileNameWithoutExtension(path))
        .OrderByDescending(name => name is "Silo.Tests" or "Hosting.Tests" or "Dev.Tests")
        .ThenBy(name => name, StringComparer.Ordinal);
}
