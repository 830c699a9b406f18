using Footfall.Dev.Servers;
using Footfall.Integration.Installations;

namespace Footfall.Integration.Startup;

/// <summary>One host with settings that it cannot use, or not yet.</summary>
internal sealed class HostRun : IAsyncDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("footfall-host-").FullName;

    private HostRun(HostKind kind, IReadOnlyDictionary<string, string> environment, int siloPort, int gatewayPort, HostPool? pool)
    {
        int port = FreePort.Take();
        Host = HostProcess.Start(new HostProcessOptions
        {
            Kind = kind,
            Name = "host",
            Directory = _directory,
            Address = new Uri($"http://127.0.0.1:{port}"),
            InheritEnvironment = false,
            Pool = pool,
            Environment = new Dictionary<string, string>(environment)
            {
                ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}",
                ["Cluster__SiloPort"] = $"{siloPort}",
                ["Cluster__GatewayPort"] = $"{gatewayPort}",
            },
        });
    }

    public HostProcess Host { get; }

    /// <summary>The lines printed so far.</summary>
    public string[] Lines => Host.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <param name="kind">The kind of host.</param>
    /// <param name="settings">The environment: NAME=value, separated by spaces.</param>
    /// <param name="pool">The process that the host shares with others; null for one of its own.</param>
    public static HostRun Start(HostKind kind, string settings, HostPool? pool = null) => Start(kind, settings, FreePort.Take(), FreePort.Take(), pool);

    /// <summary>Starts a silo on given ports.</summary>
    /// <inheritdoc cref="Start(HostKind, string, HostPool)"/>
    public static HostRun Start(HostKind kind, string settings, int siloPort, int gatewayPort, HostPool? pool = null) => new(
        kind,
        settings.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]),
        siloPort,
        gatewayPort,
        pool);

    /// <summary>Waits until the host has ended by itself.</summary>
    public async Task<int> ExitCodeAsync()
    {
        await Eventually.TrueAsync("the host ended", () => Host.HasExited);
        return Host.ExitCode!.Value;
    }

    public async ValueTask DisposeAsync()
    {
        await Host.EndAsync();
        Directory.Delete(_directory, recursive: true);
    }
}
