using System.Text.RegularExpressions;
using Footfall.Dev.Servers;
using YamlDotNet.Serialization;

namespace Footfall.Dev.PublicFiles;

/// <summary>The configuration in <c>.github</c> matches the repository.</summary>
[Trait("Tier", "fast")]
public sealed partial class ForgeTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, ".github");

    [Fact]
    public void Every_file_is_YAML_that_can_be_read()
    {
        string[] files = [.. Directory.EnumerateFiles(Folder, "*.yml", SearchOption.AllDirectories)];
        Assert.True(files.Length >= 5);
        Assert.All(files, file => Assert.NotEmpty(Read(file)));
    }

    [Fact]
    public void Pushes_and_pull_requests_run_all_checks_and_nights_the_slow_ones()
    {
        string checks = File.ReadAllText(Path.Combine(Folder, "workflows", "checks.yml"));
        Assert.Matches(@"(?s)on:\s+push:\s+pull_request:", checks);
        Assert.Contains("run: .ci/run", checks, StringComparison.Ordinal);
        string nightly = File.ReadAllText(Path.Combine(Folder, "workflows", "nightly.yml"));
        Assert.Contains("schedule:", nightly, StringComparison.Ordinal);
        Assert.Contains("- ./dev test --slow", nightly, StringComparison.Ordinal);
        Assert.Contains("- ./dev torture", nightly, StringComparison.Ordinal);
        foreach (Match script in Script().Matches(checks + nightly))
        {
            Assert.True(File.GetUnixFileMode(Path.Combine(Repository.Root, script.Groups[1].Value)).HasFlag(UnixFileMode.UserExecute), script.Value);
        }
    }

    [Fact]
    public void Dependabot_looks_at_every_list_of_dependencies()
    {
        var updates = ((List<object>)Read(Path.Combine(Folder, "dependabot.yml"))["updates"]).Cast<Dictionary<object, object>>()
            .SelectMany(update => (update.TryGetValue("directories", out object? many) ? (List<object>)many : [update["directory"]])
                .Select(folder => $"{update["package-ecosystem"]} {folder}"))
            .Order(StringComparer.Ordinal);
        IEnumerable<string> lists = RepositoryFiles.All().Select(file => (Name: Path.GetFileName(file), Folder: "/" + Path.GetDirectoryName(file))).Select(file => file.Name switch
        {
            "Directory.Packages.props" => "nuget " + file.Folder,
            "package.json" => "npm " + file.Folder,
            "Dockerfile" => "docker " + file.Folder,
            "docker-compose.yml" => "docker-compose " + file.Folder,
            _ => null,
        }).OfType<string>().Append("github-actions /");
        Assert.Equal(lists.Order(StringComparer.Ordinal), updates);
    }

    private static Dictionary<object, object> Read(string file) => new DeserializerBuilder().Build().Deserialize<Dictionary<object, object>>(File.ReadAllText(file));

    [GeneratedRegex(@"(?:run:|-) (\.ci/run|\./dev|tests/\S+\.sh)")]
    private static partial Regex Script();
}
