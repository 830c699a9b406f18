using System.Diagnostics;
using System.Text.Json;
using Footfall.Dev.Servers;

namespace Footfall.Dev.Commands;

/// <summary>One test program: runs it, and passes on what it reports of its tests meanwhile.</summary>
internal sealed class TestProgram(string project, string report, string[] runnerArguments, TestProgress progress)
{
    /// <summary>How long the output may stay open after the program's end.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Names of the tests that run, by the runner's id; used by the reader of the output only.</summary>
    private readonly Dictionary<string, string> _names = [];

    public async Task<TestReport> RunAsync()
    {
        File.Delete(report);
        progress.ProgramStarted(project);
        using Process process = Process.Start(new ProcessStartInfo(
            Repository.DotNet, [Repository.Assembly(project), "-noLogo", "-noColor", "-reporter", "json", .. runnerArguments, "-result-xml", report])
        {
            RedirectStandardOutput = true,
        })!;
        Task reading = ReadAsync(process.StandardOutput);
        await process.WaitForExitAsync();
        try
        {
            await reading.WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            progress.Print($"{project} has ended, and left something running that holds its output.");
        }

        TestReport result = Result(process.ExitCode);
        progress.ProgramEnded(project, result.Counts);
        return result;
    }

    private TestReport Result(int exitCode)
    {
        if (TestReport.Read(report) is not { } result)
        {
            progress.Print($"{project} ended with exit code {exitCode} before it could report.");
            return new TestReport(new TestCounts(0, 1, 0), []);
        }

        // The tests passed, but the process failed, for example on exit.
        return exitCode != 0 && result.Counts.Failed == 0 ? result with { Counts = result.Counts with { Failed = 1 } } : result;
    }

    private async Task ReadAsync(StreamReader output)
    {
        while (await output.ReadLineAsync() is { } line)
        {
            Read(line);
        }
    }

    /// <summary>Reads one message of the runner; what is none, a program's own output, say, is passed on as it is.</summary>
    internal void Read(string line)
    {
        if (!line.StartsWith("{\"$type\"", StringComparison.Ordinal))
        {
            progress.Print(line);
            return;
        }

        using JsonDocument document = JsonDocument.Parse(line);
        JsonElement message = document.RootElement;
        string type = Text(message, "$type");
        string test = Text(message, "TestUniqueID");
        switch (type)
        {
            case "discovery-complete":
                progress.Discovered(project, message.GetProperty("TestCasesToRun").GetInt32());
                break;
            case "test-starting":
                _names[test] = Text(message, "TestDisplayName");
                progress.TestStarted(project, _names[test]);
                break;
            case "test-case-finished":
                progress.CaseEnded(project);
                break;
            case "test-finished":
                if (_names.Remove(test, out string? name))
                {
                    progress.TestEnded(project, name);
                }

                break;
            default:
                // Errors outside of tests too: of a fixture that is disposed, say.
                if (message.TryGetProperty("Messages", out JsonElement reasons) && message.TryGetProperty("StackTraces", out JsonElement places))
                {
                    progress.Print(Failure(_names.GetValueOrDefault(test, project), reasons, places, Text(message, "Output")));
                }

                break;
        }
    }

    private static string Failure(string name, JsonElement reasons, JsonElement places, string output) => string.Join('\n',
        new[] { $"FAILED {name}" }
            .Concat(reasons.EnumerateArray().Select(reason => Indented(reason.GetString())))
            .Concat(places.EnumerateArray().Select(place => Indented(place.GetString())))
            .Append(Indented(output))
            .Where(text => text.Length > 0));

    private static string Indented(string? text) => string.IsNullOrEmpty(text) ? "" : "  " + text.TrimEnd().ReplaceLineEndings("\n  ");

    private static string Text(JsonElement message, string property) =>
        message.TryGetProperty(property, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
