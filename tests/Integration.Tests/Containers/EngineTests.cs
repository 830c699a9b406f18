using System.Diagnostics;
using Footfall.Dev.Servers;

namespace Footfall.Integration.Containers;

/// <summary>Runs docker-compose.yml and the images on a real engine, where there is one; see <c>tests/Containers/run.sh</c>.</summary>
public sealed class EngineTests
{
    /// <summary>The script's exit code when something that it needs is missing.</summary>
    private const int Skipped = 77;

    [Fact]
    [Trait("Tier", "slow")]
    public async Task The_whole_file_runs_on_an_engine()
    {
        using Process run = Process.Start(new ProcessStartInfo(Path.Combine(Repository.Root, "tests", "Containers", "run.sh"))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> errors = run.StandardError.ReadToEndAsync();
        string output = await run.StandardOutput.ReadToEndAsync();
        await run.WaitForExitAsync();
        Assert.SkipWhen(run.ExitCode == Skipped, output.Trim().Split('\n')[^1]);
        Assert.True(run.ExitCode == 0, output + await errors);
        Assert.EndsWith("containers: all is well\n", output, StringComparison.Ordinal);
    }
}
