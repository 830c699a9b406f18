using System.Text.RegularExpressions;
using Footfall.Dev.Servers;

namespace Footfall.Dev.Docs;

/// <summary>The runbook explains every warning and error that the hosts log, and every 503.</summary>
[Trait("Tier", "fast")]
public sealed partial class RunbookTests
{
    /// <summary>The runbook shortens the texts of responses, but not to fewer characters than this.</summary>
    private const int TextLength = 35;

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

    [Fact]
    public void Every_503_of_the_gateway_is_in_the_runbook()
    {
        string runbook = MarkdownFiles.Read("docs/operations/runbook.md");
        string source = string.Join('\n', Directory.EnumerateFiles(Path.Combine(Repository.Root, "Gateway"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/node_modules/", StringComparison.Ordinal))
            .Select(File.ReadAllText));
        Dictionary<string, string[]> constants = Constant().Matches(source)
            .GroupBy(match => match.Groups["name"].Value, match => match.Groups["text"].Value)
            .ToDictionary(same => same.Key, same => same.ToArray());
        string[] texts = [.. Unavailable().Matches(source)
            .SelectMany(match => match.Groups["text"].Success ? [match.Groups["text"].Value] : constants.GetValueOrDefault(match.Groups["name"].Value, []))
            .Distinct()];
        Assert.InRange(texts.Length, 15, 100);
        Assert.All(texts, text => Assert.Contains(text[..Math.Min(text.Length, TextLength)], runbook, StringComparison.Ordinal));
    }

    [GeneratedRegex("""ErrorResult\.Unavailable\(\s*(?:"(?<text>[^"]+)"|(?:\w+\.)?(?<name>[A-Z]\w*))""")]
    private static partial Regex Unavailable();

    [GeneratedRegex("""const string (?<name>\w+) =\s*"(?<text>[^"]+)";""")]
    private static partial Regex Constant();

    [GeneratedRegex(@"LoggerMessage\(\s*(?<id>\d+),\s*LogLevel\.(?<level>Warning|Error|Critical)")]
    private static partial Regex Message();

    [GeneratedRegex(@"^\| (?<id>\d{4}) \| (?<level>\w+) \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
