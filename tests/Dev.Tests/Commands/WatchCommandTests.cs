using Footfall.Dev.Processes;
using Footfall.Dev.Servers;

namespace Footfall.Dev.Commands;

/// <summary>Runs <c>watch</c> on a copy of the sources, so that this build stays unchanged.</summary>
[Trait("Tier", "slow")]
public sealed class WatchCommandTests : IAsyncDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(4);

    private static readonly string[] Folders = ["Silo", "Grains", "Grains.Interfaces", "Hosting", "Gateway", "db", "artifacts/bin/Dev", "artifacts/bin/Silo", "artifacts/bin/Gateway"];
    private static readonly string[] Files = ["Orleans.sln", "Directory.Build.props", "Directory.Packages.props", ".editorconfig", "global.json"];

    private readonly string _root = Directory.CreateTempSubdirectory("footfall-watch-").FullName;
    private readonly string _data = Directory.CreateTempSubdirectory("footfall-").FullName;
    private readonly int _port = FreePort.Take();

    [Fact]
    public async Task A_changed_host_is_built_and_restarted_and_a_broken_one_goes_on()
    {
        Array.ForEach(Files, file => File.Copy(Path.Combine(Repository.Root, file), Path.Combine(_root, file)));
        Array.ForEach(Folders, folder => Copy(new DirectoryInfo(Path.Combine(Repository.Root, folder)), Path.Combine(_root, folder)));
        using DevRun watch = DevRun.StartIn(_root, _data, _port, "watch");
        await WaitForAsync(watch, "Watching the sources of the hosts.");
        PidFile silo = PidFile.Read(_data, "silo-1")!;
        PidFile gateway = PidFile.Read(_data, "gateway")!;

        string program = Path.Combine(_root, "Silo", "Program.cs");
        string text = await File.ReadAllTextAsync(program);
        await File.WriteAllTextAsync(program, text + "\nnonsense");
        await WaitForAsync(watch, "The build failed; the last good build goes on.");
        Assert.Contains("error CS", watch.Output, StringComparison.Ordinal);
        Assert.Equal(silo, PidFile.Read(_data, "silo-1"));
        Assert.True(silo.IsAlive);

        await File.WriteAllTextAsync(program, Changed(text));
        await WaitForAsync(watch, "Restarted Silo after");
        Assert.NotEqual(silo.Process, PidFile.Read(_data, "silo-1")!.Process);
        Assert.Contains("a changed silo", (await DevRun.RunAsync(_data, _port, "logs", "silo-1")).Output, StringComparison.Ordinal);
        Assert.Equal(gateway, PidFile.Read(_data, "gateway"));
        (int demo, string output) = await DevRun.RunAsync(_data, _port, "demo");
        Assert.True(demo == 0, output);

        await DevRun.RunAsync(_data, _port, "down");
        (int exitCode, _) = await watch.FinishAsync();
        Assert.Equal(0, exitCode);
        Assert.Empty(PidFile.ReadAll(_data));
    }

    public async ValueTask DisposeAsync()
    {
        await DevRun.RunAsync(_data, _port, "down");
        Directory.Delete(_data, recursive: true);
        Directory.Delete(_root, recursive: true);
    }

    /// <summary>Returns a program that prints a line before everything else.</summary>
    private static string Changed(string program)
    {
        string[] lines = program.Split('\n');
        int usings = Array.FindLastIndex(lines, line => line.StartsWith("using ", StringComparison.Ordinal));
        return string.Join('\n', [.. lines[..(usings + 1)], "Console.WriteLine(\"a changed silo\");", .. lines[(usings + 1)..]]);
    }

    private static async Task WaitForAsync(DevRun run, string text) =>
        Assert.True(await Poll.UntilAsync(() => run.Output.Contains(text, StringComparison.Ordinal), Timeout), $"Not printed: {text}\n{run.Output}");

    private static void Copy(DirectoryInfo from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (FileInfo file in from.EnumerateFiles())
        {
            file.CopyTo(Path.Combine(to, file.Name));
        }

        foreach (DirectoryInfo folder in from.EnumerateDirectories().Where(folder => folder.Name is not ("obj" or "node_modules")))
        {
            Copy(folder, Path.Combine(to, folder.Name));
        }
    }
}
