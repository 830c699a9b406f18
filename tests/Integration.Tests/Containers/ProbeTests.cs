using System.Diagnostics;
using System.Globalization;
using Footfall.Dev.Servers;
using Footfall.Integration.Installations;

namespace Footfall.Integration.Containers;

/// <summary>The commands of the containers' health checks.</summary>
public sealed class ProbeTests(Servers servers)
{
    [Fact]
    public async Task Probe_tells_a_host_that_is_ready_from_one_that_is_not_there()
    {
        Installation footfall = await servers.SharedAsync();
        (int code, string output) = await RunAsync(footfall.LocalCluster.GatewayAddress.Port.ToString(CultureInfo.InvariantCulture));
        Assert.Equal(0, code);
        Assert.StartsWith("HTTP/1.1 200 OK", output, StringComparison.Ordinal);
        Assert.Contains("\"status\":\"ok\"", output, StringComparison.Ordinal);

        (code, output) = await RunAsync(FreePort.Take().ToString(CultureInfo.InvariantCulture));
        Assert.Equal(1, code);
        Assert.Contains("Nothing answers", output, StringComparison.Ordinal);

        (code, output) = await RunAsync("port");
        Assert.Equal(2, code);
        Assert.Contains("Usage", output, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Output)> RunAsync(string argument)
    {
        string program = Path.Combine(Repository.Root, "artifacts", "bin", "Probe", "release", "Footfall.Probe.dll");
        using Process run = Process.Start(new ProcessStartInfo("dotnet", [program, argument]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> errors = run.StandardError.ReadToEndAsync();
        string output = await run.StandardOutput.ReadToEndAsync();
        await run.WaitForExitAsync();
        return (run.ExitCode, output + await errors);
    }
}
