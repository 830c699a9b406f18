using System.Text.RegularExpressions;
using Footfall.Dev.Servers;

namespace Footfall.Dev.PublicFiles;

/// <summary>The project's documents name only files and commands that exist.</summary>
[Trait("Tier", "fast")]
public sealed partial class DocumentTests
{
    public static TheoryData<string> Documents => ["CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", "samples/README.md", ".github/pull_request_template.md"];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_path_in_code_style_exists(string document)
    {
        string[] top = [.. Directory.EnumerateFileSystemEntries(Repository.Root).Select(path => Path.GetFileName(path))];
        IEnumerable<string> paths = Code().Matches(Text(document)).Select(match => match.Groups[1].Value)
            .Where(code => top.Contains(code.Split('/')[0]) && !code.Contains("NNNN", StringComparison.Ordinal) && !code.Contains('*', StringComparison.Ordinal));
        Assert.All(paths, path => Assert.True(Path.Exists(Path.Combine(Repository.Root, path)), $"{document} names {path}, which does not exist."));
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_relative_link_leads_to_a_file(string document)
    {
        string folder = Path.GetDirectoryName(Path.Combine(Repository.Root, document))!;
        IEnumerable<string> links = Link().Matches(Text(document)).Select(match => match.Groups[1].Value)
            .Where(link => !link.Contains("://", StringComparison.Ordinal) && link[0] != '#');
        Assert.All(links, link => Assert.True(Path.Exists(Path.Combine(folder, link.Split('#')[0])), $"{document} links to {link}, which does not exist."));
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_dev_command_is_one(string document)
    {
        string usage = Text("tools/Dev/usage.txt");
        Assert.All(
            DevCommand().Matches(Text(document)).Select(match => match.Groups[1].Value).Distinct(),
            command => Assert.Matches($"(?m)^  {command}( |$)", usage));
    }

    private static string Text(string document) => File.ReadAllText(Path.Combine(Repository.Root, document));

    [GeneratedRegex("`([^`\\s]+)`")]
    private static partial Regex Code();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"`(?:[^`]*\()?\./dev ([a-z-]+)")]
    private static partial Regex DevCommand();
}
