using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Footfall.Dev.Servers;

namespace Footfall.Dev.Docs;

/// <summary>The tables of settings are generated from the options classes' XML comments, each of which names its default.</summary>
[Trait("Tier", "fast")]
public sealed partial class ConfigurationTests
{
    private static readonly (string Folder, string Host)[] Hosts = [("Gateway", "gateway"), ("Silo", "silo"), ("Grains", "silo"), ("Hosting", "both hosts")];

    [Fact]
    public async Task Tables_of_settings_are_what_the_options_say()
    {
        var tables = new StringBuilder();
        foreach (OptionsClass options in ReadAll().OrderBy(each => each.Section, StringComparer.Ordinal).ThenBy(each => each.Host, StringComparer.Ordinal))
        {
            tables.Append(CultureInfo.InvariantCulture, $"### `{options.Section}` ({options.Host})\n\n{options.Summary}\n\n| setting | default | meaning |\n| --- | --- | --- |\n");
            foreach ((string name, string summary) in options.Settings)
            {
                Match standard = Default().Match(summary);
                Assert.True(standard.Success, $"{options.Section}:{name} says no \"Default: value.\"");
                string meaning = Spaces().Replace(summary.Remove(standard.Index, standard.Length), " ").Trim();
                tables.Append(CultureInfo.InvariantCulture, $"| `{options.Section}:{name}` | {standard.Groups["value"].Value} | {meaning.Replace("|", "\\|", StringComparison.Ordinal)} |\n");
            }

            tables.Append('\n');
        }

        await GeneratedPart.AssertAsync("docs/configuration.md", "settings", tables.ToString().TrimEnd('\n'));
    }

    private static IEnumerable<OptionsClass> ReadAll()
    {
        foreach ((string folder, string host) in Hosts)
        {
            foreach (string file in Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*Options.cs", SearchOption.AllDirectories)
                .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/node_modules/", StringComparison.Ordinal)))
            {
                string source = File.ReadAllText(file);
                if (Section().Match(source) is { Success: true } section)
                {
                    string name = section.Groups["name"].Value;
                    Match type = Type().Match(source);
                    Assert.True(type.Success, $"{file} has no commented class.");
                    Assert.Equal(PublicProperty().Count(source), Property().Count(source));
                    yield return new OptionsClass(
                        host,
                        name,
                        SectionSentence().Replace(ToMarkdown(type.Groups["comment"].Value, name), "").Trim(),
                        [.. Property().Matches(source).Select(match => (match.Groups["name"].Value, ToMarkdown(match.Groups["comment"].Value, name)))]);
                }
            }
        }
    }

    /// <summary>Returns a comment's summary as one line of Markdown.</summary>
    private static string ToMarkdown(string comment, string section)
    {
        var element = XElement.Parse($"<doc>{CommentMark().Replace(comment, "")}</doc>");
        var text = new StringBuilder();
        foreach (XNode node in element.Element("summary")!.Nodes())
        {
            text.Append(node switch
            {
                XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
                XElement { Name.LocalName: "see" } see => see.Attribute("cref")!.Value is var cref && cref.Contains('.', StringComparison.Ordinal)
                    ? $"`{cref[(cref.LastIndexOf('.') + 1)..]}`"
                    : $"`{section}:{cref}`",
                XText plain => plain.Value,
                _ => throw new InvalidDataException($"A summary of {section} holds {node}."),
            });
        }

        return Spaces().Replace(text.ToString(), " ").Trim();
    }

    [GeneratedRegex("public const string Section = \"(?<name>[^\"]+)\";")]
    private static partial Regex Section();

    [GeneratedRegex(@"^(?<comment>(?:///.*\n)+)public sealed class", RegexOptions.Multiline)]
    private static partial Regex Type();

    [GeneratedRegex(@"^(?<comment>(?:    ///.*\n)+)    public [^\n(=]*?\b(?<name>\w+) \{ get; set; \}", RegexOptions.Multiline)]
    private static partial Regex Property();

    [GeneratedRegex(@"^    public [^\n(=]*?\b\w+ \{ get; set; \}", RegexOptions.Multiline)]
    private static partial Regex PublicProperty();

    [GeneratedRegex(@"^ *///\s?", RegexOptions.Multiline)]
    private static partial Regex CommentMark();

    [GeneratedRegex(@"Default: (?<value>.+?)\.(?= |$)")]
    private static partial Regex Default();

    [GeneratedRegex(@"\s*Section `[^`]+`\.")]
    private static partial Regex SectionSentence();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    private sealed record OptionsClass(string Host, string Section, string Summary, (string Name, string Summary)[] Settings);
}
