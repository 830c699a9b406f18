using System.Text;
using System.Text.RegularExpressions;
using Footfall.Dev.Servers;

namespace Footfall.Dev.Docs;

/// <summary>The repository's own Markdown files, read as GitHub shows them.</summary>
internal static partial class MarkdownFiles
{
    private static readonly string[] Skipped = ["artifacts", "node_modules", "bin", "obj"];

    /// <summary>All files, as paths relative to the root with <c>/</c>.</summary>
    public static IReadOnlyList<string> All { get; } =
        [.. Find(Repository.Root).Select(path => Path.GetRelativePath(Repository.Root, path)).Order(StringComparer.Ordinal)];

    /// <summary>The README and everything under docs: what users read.</summary>
    public static IEnumerable<string> ForUsers => All.Where(file => file == "README.md" || file.StartsWith("docs/", StringComparison.Ordinal));

    public static string Read(string file) => File.ReadAllText(Path.Combine(Repository.Root, file));

    /// <summary>Returns the text without fenced blocks and code spans, which contain no links or headings.</summary>
    public static string WithoutCode(string text) => Span().Replace(Fence().Replace(text, ""), "");

    /// <summary>Returns the anchors of a file's headings, by GitHub's rules; the second of equal headings ends with <c>-1</c>.</summary>
    public static HashSet<string> Anchors(string text)
    {
        var anchors = new HashSet<string>(StringComparer.Ordinal);
        foreach (Match heading in Heading().Matches(Fence().Replace(text, "")))
        {
            string anchor = ToAnchor(Link().Replace(heading.Groups["text"].Value, "${text}"));
            string unique = anchor;
            for (int i = 1; !anchors.Add(unique); i++)
            {
                unique = $"{anchor}-{i}";
            }
        }

        return anchors;
    }

    /// <summary>Returns the targets of all links and images.</summary>
    public static IEnumerable<string> Links(string text) => Link().Matches(WithoutCode(text)).Select(match => match.Groups["target"].Value);

    private static string ToAnchor(string heading)
    {
        var anchor = new StringBuilder();
        foreach (char letter in heading.Trim().ToLowerInvariant())
        {
            if (char.IsLetterOrDigit(letter) || letter is '-' or '_')
            {
                anchor.Append(letter);
            }
            else if (letter == ' ')
            {
                anchor.Append('-');
            }
        }

        return anchor.ToString();
    }

    private static IEnumerable<string> Find(string folder) =>
        Directory.EnumerateFiles(folder, "*.md").Concat(
            Directory.EnumerateDirectories(folder)
                .Where(child => Path.GetFileName(child) is var name && (name == ".github" || name[0] != '.') && !Skipped.Contains(name))
                .SelectMany(Find));

    [GeneratedRegex("^```.*?^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex("`[^`\n]+`")]
    private static partial Regex Span();

    [GeneratedRegex("^#{1,6} (?<text>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"!?\[(?<text>[^\]]*)\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();
}
