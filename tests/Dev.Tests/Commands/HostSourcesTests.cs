using System.Xml.Linq;
using Footfall.Dev.Servers;

namespace Footfall.Dev.Commands;

[Trait("Tier", "fast")]
public sealed class HostSourcesTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("footfall-").FullName;

    public HostSourcesTests()
    {
        foreach (string folder in HostSources.Folders.Values.SelectMany(folders => folders).Distinct())
        {
            Write($"{folder}/first");
        }
    }

    [Theory]
    [InlineData("Silo/Program.cs", HostKind.Silo)]
    [InlineData("Grains/Drain/New.cs", HostKind.Silo)]
    [InlineData("db/queries/New.sql", HostKind.Silo)]
    [InlineData("Gateway/web/src/new.tsx", HostKind.Gateway)]
    [InlineData("Hosting/New.cs", HostKind.Silo, HostKind.Gateway)]
    [InlineData("Directory.Build.props", HostKind.Silo, HostKind.Gateway)]
    [InlineData("Gateway/web/node_modules/x/index.js")]
    [InlineData("Silo/.Program.cs.swp")]
    [InlineData("README.md")]
    public void A_change_concerns_the_hosts_that_are_built_from_it(string file, params HostKind[] hosts)
    {
        var sources = new HostSources(_root);
        Write(file);
        Assert.Equal(hosts.Order(), sources.ReadChanges().Order());
        Assert.Empty(sources.ReadChanges());
        File.Delete(Path.Combine(_root, file));
        Assert.Equal(hosts.Order(), sources.ReadChanges().Order());
    }

    [Fact]
    public void A_file_that_is_written_again_has_changed()
    {
        var sources = new HostSources(_root);
        File.SetLastWriteTimeUtc(Path.Combine(_root, "Silo/first"), new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        Assert.Equal([HostKind.Silo], sources.ReadChanges());
    }

    [Fact]
    public void Folders_of_a_host_are_those_of_its_project_file()
    {
        foreach ((HostKind host, string[] folders) in HostSources.Folders)
        {
            Assert.Equal(Closure(folders[0]).Order(), folders.Except(["db"]).Order());
            bool embedsSql = Project(folders[0]).Descendants("EmbeddedResource").Any(item => ((string?)item.Attribute("Include"))?.StartsWith("../db/", StringComparison.Ordinal) == true);
            Assert.True(embedsSql == folders.Contains("db"), $"{host}");
        }
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private static IEnumerable<string> Closure(string project) => Project(project).Descendants("ProjectReference")
        .SelectMany(reference => Closure(Path.GetFileNameWithoutExtension((string)reference.Attribute("Include")!)))
        .Prepend(project).Distinct();

    private static XDocument Project(string name) => XDocument.Load(Path.Combine(Repository.Root, name, name + ".csproj"));

    private void Write(string file)
    {
        string path = Path.Combine(_root, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, file);
    }
}
