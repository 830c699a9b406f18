using System.Diagnostics;
using Footfall.Dev.Servers;
using Footfall.Integration.Installations;

namespace Footfall.Integration.Torture;

/// <summary>A short run of <c>./dev torture</c>.</summary>
[Collection(Alone.Name)]
public sealed class TortureTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task Faults_under_load_lose_and_double_nothing()
    {
        using Process torture = Process.Start(new ProcessStartInfo(
            "dotnet",
            [Repository.Assembly("Torture"), "--minutes", "0.5", "--seed", "1", "--rate", "200", "--only", "SiloKill,GatewayKill,PostgresCrash,RedisCrash,CommitCut,ConnectionCut"])
        {
            RedirectStandardOutput = true,
        })!;
        Task<string> printed = torture.StandardOutput.ReadToEndAsync();
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            await torture.WaitForExitAsync(limit.Token);
        }
        finally
        {
            torture.Kill();
        }

        output.WriteLine(await printed);
        Assert.Equal(0, torture.ExitCode);
        Assert.Contains("lost 0 doubled 0 confirmed ", await printed, StringComparison.Ordinal);
    }
}
