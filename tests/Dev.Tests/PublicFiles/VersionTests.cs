using System.Text.RegularExpressions;
using System.Xml.Linq;
using Footfall.Dev.Servers;

namespace Footfall.Dev.PublicFiles;

/// <summary>The version is set in Directory.Build.props, and files that cannot read it from there repeat it.</summary>
[Trait("Tier", "fast")]
public sealed partial class VersionTests
{
    private static readonly string Version = XDocument.Load(PathOf("Directory.Build.props")).Descendants("Version").Single().Value;

    [Fact]
    public void No_other_file_of_the_build_sets_a_version()
    {
        string[] files = [.. (string[])["*.csproj", "*.props", "*.targets", "package.json", "Dockerfile"]];
        IEnumerable<string> others = RepositoryFiles.All()
            .Where(file => files.Any(pattern => System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(pattern, Path.GetFileName(file))))
            .Where(file => file != "Directory.Build.props" && SetsVersion().IsMatch(File.ReadAllText(PathOf(file))));
        Assert.Empty(others);
    }

    [Fact]
    public void Images_carry_the_version()
    {
        MatchCollection tags = OwnImage().Matches(File.ReadAllText(PathOf("docker-compose.yml")));
        Assert.Equal(2, tags.Count);
        Assert.All(tags, tag => Assert.Equal(Version, tag.Groups[1].Value));
    }

    [Fact]
    public void The_changelog_has_a_section_of_the_version_below_the_unreleased_changes()
    {
        string[] headings = [.. File.ReadLines(PathOf("CHANGELOG.md")).Where(line => line.StartsWith("## ", StringComparison.Ordinal))];
        Assert.Equal("## [Unreleased]", headings[0]);
        Assert.Matches($@"^## \[{Regex.Escape(Version)}\] - \d{{4}}-\d\d-\d\d$", headings[1]);
    }

    [Fact]
    public void Assemblies_have_the_version()
    {
        string built = System.Diagnostics.FileVersionInfo.GetVersionInfo(Repository.Assembly("Dev")).ProductVersion!;
        Assert.Equal(Version, built.Split('+')[0]);
    }

    private static string PathOf(string file) => Path.Combine(Repository.Root, file);

    /// <summary>Matches a version of ours: an element of MSBuild, a property of npm, or a label.</summary>
    [GeneratedRegex("""<(Version|VersionPrefix|AssemblyVersion|FileVersion|InformationalVersion)>|"version"\s*:|image\.version""")]
    private static partial Regex SetsVersion();

    [GeneratedRegex(@"image: footfall-[a-z]+:(\S+)")]
    private static partial Regex OwnImage();
}
