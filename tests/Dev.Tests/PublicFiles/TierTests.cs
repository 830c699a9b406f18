using System.Text.RegularExpressions;
using System.Xml.Linq;
using Footfall.Dev.Servers;

namespace Footfall.Dev.PublicFiles;

/// <summary>Every test class has a tier, its own or that of its project; docs/testing.md explains them.</summary>
[Trait("Tier", "fast")]
public sealed partial class TierTests
{
    private static readonly string[] Tiers = ["fast", "servers", "stack", "slow"];

    private static readonly string Folder = Path.Combine(Repository.Root, "tests");

    private static IEnumerable<string> Projects => Directory.EnumerateFiles(Folder, "*.Tests.csproj", SearchOption.AllDirectories);

    [Fact]
    public void Every_test_project_names_the_tier_of_its_tests()
    {
        Assert.NotEmpty(Projects);
        Assert.All(Projects, project => Assert.Contains(TierOf(project), Tiers));
        Assert.Contains("$(TestTier)</_Parameter2>", File.ReadAllText(Path.Combine(Folder, "Directory.Build.props")), StringComparison.Ordinal);
    }

    /// <summary>A runner that is asked for one tier finds the tests that have several.</summary>
    [Fact]
    public void No_test_is_slower_than_the_tier_of_its_project_but_those_of_the_slow_one() => Assert.All(
        OwnTiers(), own => Assert.True(own.Tier == "slow" || Array.IndexOf(Tiers, own.Tier) < Array.IndexOf(Tiers, TierOf(own.Project)), own.ToString()));

    [Fact]
    public void Every_tier_of_a_class_or_test_is_one() => Assert.All(OwnTiers(), own => Assert.Contains(own.Tier, Tiers));

    /// <summary>They also run where no server is installed.</summary>
    [Fact]
    public void Fast_tests_start_nothing()
    {
        IEnumerable<string> files = OwnTiers().Where(own => own.Tier == "fast").Select(own => own.File)
            .Concat(Projects.Where(project => TierOf(project) == "fast").SelectMany(Sources));
        Assert.All(files, file => Assert.DoesNotMatch(Server(), File.ReadAllText(file)));
    }

    private static string TierOf(string project) => XDocument.Load(project).Descendants("TestTier").Single().Value;

    private static IEnumerable<OwnTier> OwnTiers() =>
        from project in Projects
        from file in Sources(project)
        from tier in Tier().Matches(File.ReadAllText(file))
        select new OwnTier(project, file, tier.Groups[1].Value);

    private static IEnumerable<string> Sources(string project) =>
        Directory.EnumerateFiles(Path.GetDirectoryName(project)!, "*.cs", SearchOption.AllDirectories);

    [GeneratedRegex("""Trait\("Tier", "(\w+)"\)""")]
    private static partial Regex Tier();

    [GeneratedRegex(@"\b(?:(?:Redis|Postgres)(?:Server\.Start|Fixture)|LocalCluster\.Start|(?:One|Three)Servers?\b|Dev[R]un\b)")]
    private static partial Regex Server();

    private sealed record OwnTier(string Project, string File, string Tier);
}
