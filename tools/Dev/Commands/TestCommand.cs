using System.Diagnostics;
using Footfall.Dev.Servers;

namespace Footfall.Dev.Commands;

/// <summary><c>test</c>: runs each test assembly in turn, and prints one summary line at the end.</summary>
internal static class TestCommand
{
    private const string Integration = "Integration.Tests";
    private const string Slow = "--slow";

    /// <summary>The trait of tests that take minutes; they run only on request.</summary>
    private const string SlowTrait = "Tier=slow";

    /// <param name="arguments"><c>--slow</c> to run only the slow tests, then arguments of the test runner.</param>
    /// <returns>0 when tests ran and none failed.</returns>
    public static async Task<int> RunAsync(string[] arguments)
    {
        bool slow = arguments is [Slow, ..];
        string[] runnerArguments = slow ? ["-trait", SlowTrait, .. arguments[1..]] : ["-trait-", SlowTrait, .. arguments];
        using var signals = new StopSignals();

        // The hosts of a test run for seconds: tiered PGO never pays off. Eight tests with hosts of their own took 41 and 48 s of
        // processor time with it, 36 and 40 without.
        Environment.SetEnvironmentVariable("DOTNET_TieredPGO", "0");
        string results = Directory.CreateDirectory(Path.Combine(Repository.Root, "artifacts", "test-results")).FullName;
        TestCounts sum = TestCounts.None;
        foreach (string project in Projects())
        {
            if (signals.Token.IsCancellationRequested)
            {
                break;
            }

            sum += await RunAsync(project, Path.Combine(results, project + ".xml"), runnerArguments);
        }

        Console.WriteLine();
        Console.WriteLine(sum);
        return sum.Failed == 0 && sum.Passed > 0 && !signals.Token.IsCancellationRequested ? 0 : 1;
    }

    /// <summary>Returns the test projects under tests, the quick ones first.</summary>
    private static IEnumerable<string> Projects() => Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*.csproj", SearchOption.AllDirectories)
        .Select(path => Path.GetFileNameWithoutExtension(path))
        .Where(name => name == Integration || name.EndsWith(".Tests", StringComparison.Ordinal))
        .OrderBy(name => name == Integration)
        .ThenBy(name => name, StringComparer.Ordinal);

    private static async Task<TestCounts> RunAsync(string project, string report, string[] runnerArguments)
    {
        File.Delete(report);
        Console.WriteLine();
        Console.WriteLine($"== {project}");
        string[] color = Console.IsOutputRedirected ? ["-noColor"] : [];
        using Process process = Process.Start(
            Repository.DotNet, [Repository.Assembly(project), "-noLogo", .. color, .. runnerArguments, "-result-xml", report]);
        await process.WaitForExitAsync();
        if (TestCounts.FromReport(report) is not { } counts)
        {
            await ErrorText.WriteLineAsync($"{project} ended with exit code {process.ExitCode} before it could report.");
            return new TestCounts(0, 1, 0);
        }

        // The tests passed, but the process failed, for example on exit.
        return process.ExitCode != 0 && counts.Failed == 0 ? counts with { Failed = 1 } : counts;
    }
}
