using System.Text.RegularExpressions;
using Footfall.Dev.Servers;

namespace Footfall.Dev.Docs;

/// <summary>The runbook explains whatever the hosts may warn of.</summary>
public sealed partial class RunbookTests
{
    private static readonly string[] Products = ["Gateway", "Silo", "Grains", "Hosting"];

    [Fact]
    public void Every_warning_and_error_of_the_hosts_is_in_the_runbook()
    {
        string runbook = MarkdownFiles.Read("docs/operations/runbook.md");
        string[] logged = [.. Products
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/node_modules/", StringComparison.Ordinal))
            .SelectMany(file => Message().Matches(File.ReadAllText(file)))
            .Select(match => $"{match.Groups["id"].Value} {match.Groups["level"].Value}")
            .Distinct()
            .Order(StringComparer.Ordinal)];
        string[] explained = [.. Row().Matches(runbook).Select(match => $"{match.Groups["id"].Value} {match.Groups["level"].Value}").Order(StringComparer.Ordinal)];
        Assert.InRange(logged.Length, 30, 200);
        Assert.Equal(logged, explained);
    }

    [GeneratedRegex(@"LoggerMessage\(\s*(?<id>\d+),\s*LogLevel\.(?<level>Warning|Error|Critical)")]
    private static partial Regex Message();

    [GeneratedRegex(@"^\| (?<id>\d{4}) \| (?<level>\w+) \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
