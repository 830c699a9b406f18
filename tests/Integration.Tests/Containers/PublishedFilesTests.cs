using System.Diagnostics;
using System.Text.RegularExpressions;
using Footfall.Dev.Servers;

namespace Footfall.Integration.Containers;

/// <summary>The images ship what the hosts need, and nothing else.</summary>
public sealed partial class PublishedFilesTests
{
    [Theory]
    [InlineData("Gateway")]
    [InlineData("Silo")]
    public void A_host_is_built_without_the_compiler(string host)
    {
        string[] files = Directory.GetFiles(Path.Combine(Repository.Root, "artifacts", "bin", host, "release"), "*.dll", SearchOption.AllDirectories);
        Assert.Contains(files, file => Path.GetFileName(file) == $"Footfall.{host}.dll");
        Assert.DoesNotContain(files, file => Path.GetFileName(file).StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal));
    }

    /// <summary>Publishes with the options of the Dockerfile.</summary>
    [Theory]
    [Trait("Tier", "slow")]
    [InlineData("Gateway")]
    [InlineData("Silo")]
    public async Task A_host_is_published_compiled_ahead_and_without_sources(string host)
    {
        string dockerfile = await File.ReadAllTextAsync(Path.Combine(Repository.Root, host, "Dockerfile"));
        string options = PublishOptions().Match(dockerfile.Replace("\\\n", " ", StringComparison.Ordinal)).Groups[1].Value;
        Assert.Contains("-p:PublishReadyToRun=true", options, StringComparison.Ordinal);
        string output = Directory.CreateTempSubdirectory("footfall-publish-").FullName;
        try
        {
            // Separate artifacts, so that other builds from the same folder are not affected.
            await RunAsync($"publish {Path.Combine(Repository.Root, host)} {options} --nologo -v quiet -nodeReuse:false "
                + $"-p:UseSharedCompilation=false -p:ArtifactsPath={output}/artifacts -o {output}/app");
            string app = Path.Combine(output, "app");
            string[] files = [.. Directory.GetFiles(app, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(app, file)).Order()];
            Assert.Contains($"Footfall.{host}.dll", files);
            Assert.Contains("appsettings.json", files);
            Assert.Equal(
                ["appsettings.json", $"Footfall.{host}.deps.json", $"Footfall.{host}.runtimeconfig.json", $"Footfall.{host}.staticwebassets.endpoints.json", "web.config"],
                files.Where(file => !file.EndsWith(".dll", StringComparison.Ordinal) && file != $"Footfall.{host}")
                    .Union([$"Footfall.{host}.staticwebassets.endpoints.json", "web.config"]).Order(StringComparer.OrdinalIgnoreCase));
            Assert.DoesNotContain(files, file => file.Contains("CodeAnalysis", StringComparison.Ordinal) || file.Contains("Test", StringComparison.Ordinal));

            // Without precompiled machine code, it is a third of this size.
            Assert.InRange(new FileInfo(Path.Combine(app, "Orleans.Core.dll")).Length, 2_000_000, 20_000_000);
        }
        finally
        {
            Directory.Delete(output, recursive: true);
        }
    }

    private static async Task RunAsync(string arguments)
    {
        using Process run = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> errors = run.StandardError.ReadToEndAsync();
        string output = await run.StandardOutput.ReadToEndAsync();
        await run.WaitForExitAsync();
        Assert.True(run.ExitCode == 0, $"dotnet {arguments}: {output}{await errors}");
    }

    /// <summary>Matches the options that are specific to the host, without the folder and the restored packages.</summary>
    [GeneratedRegex(@"dotnet publish (?:Gateway|Silo)/\w+\.csproj --no-restore (.*?) -o /app")]
    private static partial Regex PublishOptions();
}
