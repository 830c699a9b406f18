using System.Diagnostics;
using Footfall.Dev.Servers;
using Footfall.Integration.Upgrade;

[assembly: AssemblyFixture(typeof(NextVersionBuild))]

namespace Footfall.Integration.Upgrade;

/// <summary>
/// The product as it may be after a release: built from a copy of these sources with one more field in events, which takes a
/// new version of the queue's encoding and a column, and one more field in messages between grains.
/// </summary>
public sealed class NextVersionBuild : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private static readonly string[] Sources = ["Gateway", "Grains", "Grains.Interfaces", "Hosting", "Silo", "db"];
    private static readonly string[] SourceFiles = ["Directory.Build.props", "Directory.Packages.props", ".editorconfig", "global.json"];

    /// <summary>File, old text, and its replacement.</summary>
    private static readonly (string File, string Old, string New)[] Changes =
    [
        ("Grains.Interfaces/Wire/EventField.cs", "ScreenWidth = 30,", "ScreenWidth = 30, NextField = 31,"),
        ("Grains.Interfaces/Wire/EventSchema.cs", "FieldCount = 31;", "FieldCount = 32;"),
        ("Grains.Interfaces/Wire/EventSchema.cs", """Number(EventField.ScreenWidth, "screen_width", 1_000_000),""",
            """Number(EventField.ScreenWidth, "screen_width", 1_000_000), new(EventField.NextField, "next_field", MaxLength: 100, SinceVersion: 5),"""),
        ("Grains.Interfaces/Wire/EntryCodec.cs", "byte Version = 4;", "byte Version = 5;"),
        ("db/queries/CommitTransaction.CopyEvents.sql", "path, user_id)", "path, user_id, next_field)"),
        ("Grains.Interfaces/Drain/DrainReport.cs", "[property: Id(2)] TimeSpan Delay)", """[property: Id(2)] TimeSpan Delay, [property: Id(9)] string Build = "next")"""),
        ("Grains.Interfaces/Stats/StatsQuery.cs", "[property: Id(1)] TimeSpan Wait)", """[property: Id(1)] TimeSpan Wait, [property: Id(9)] string Build = "next")"""),
        ("Grains.Interfaces/Stats/StatsResult.cs", "Freshness? Freshness = null)", """Freshness? Freshness = null, [property: Id(9)] string Build = "next")"""),
    ];

    private readonly string _root = Directory.CreateTempSubdirectory("footfall-next-").FullName;
    private readonly Lazy<Task> _build;

    public NextVersionBuild() => _build = new(() => BuildAsync(_root));

    /// <summary>Returns the folder of the built copy, which is created on first use.</summary>
    internal async Task<string> RootAsync()
    {
        await _build.Value;
        return _root;
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_root, recursive: true);
        return ValueTask.CompletedTask;
    }

    private static async Task BuildAsync(string root)
    {
        Array.ForEach(SourceFiles, file => File.Copy(Path.Combine(Repository.Root, file), Path.Combine(root, file)));
        Array.ForEach(Sources, folder => Copy(new DirectoryInfo(Path.Combine(Repository.Root, folder)), Path.Combine(root, folder)));
        foreach ((string file, string old, string changed) in Changes)
        {
            string path = Path.Combine(root, file);
            string text = await File.ReadAllTextAsync(path);
            Assert.Contains(old, text, StringComparison.Ordinal);
            await File.WriteAllTextAsync(path, text.Replace(old, changed, StringComparison.Ordinal));
        }

        await File.WriteAllTextAsync(Path.Combine(root, "db/migrations/9001_next_field.sql"), "ALTER TABLE events ADD COLUMN next_field text COLLATE \"C\";");

        // One after the other, because they share projects.
        await BuildAsync(root, "Silo");
        await BuildAsync(root, "Gateway");
    }

    private static void Copy(DirectoryInfo from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (FileInfo file in from.EnumerateFiles())
        {
            file.CopyTo(Path.Combine(to, file.Name));
        }

        foreach (DirectoryInfo folder in from.EnumerateDirectories().Where(folder => folder.Name is not ("bin" or "obj" or "node_modules")))
        {
            Copy(folder, Path.Combine(to, folder.Name));
        }
    }

    /// <summary>Builds with the packages and pages of this build, so that nothing is downloaded.</summary>
    private static async Task BuildAsync(string root, string project)
    {
        using Process build = Process.Start(new ProcessStartInfo(
            Repository.DotNet,
            [
                "build", Path.Combine(root, project), "-c", Repository.Configuration, "--nologo", "-v", "quiet", "-nodeReuse:false",
                "-p:RunAnalyzers=false", "-p:NuGetAudit=false", "-p:UseSharedCompilation=false",
                $"-p:WebFolder={Repository.Root}/Gateway/web/", $"-p:WebOutput={Repository.Root}/artifacts/web/pages", $"-p:WebSourceList={Repository.Root}/artifacts/web/sources.txt",
                "--source", Directory.CreateDirectory(Path.Combine(root, "no-packages")).FullName,
            ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> output = build.StandardOutput.ReadToEndAsync();
        Task<string> errors = build.StandardError.ReadToEndAsync();
        try
        {
            await build.WaitForExitAsync().WaitAsync(Limit);
        }
        catch (TimeoutException)
        {
            build.Kill(entireProcessTree: true);
            throw;
        }

        Assert.True(build.ExitCode == 0, $"The next build of {project} failed: {await output}{await errors}");
    }
}
