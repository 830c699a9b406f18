using Footfall.Dev.Servers;
using Footfall.Integration.Installations;

namespace Footfall.Integration.Telemetry;

/// <summary>An installation that sends its telemetry to a receiver in this process.</summary>
public sealed class TracedInstallation(Servers servers) : IAsyncLifetime
{
    internal OtlpReceiver Receiver { get; private set; } = null!;

    internal Installation Footfall { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Receiver = await OtlpReceiver.StartAsync();
        Footfall = await servers.StartInOwnProcessesAsync(new LocalClusterOptions { Environment = Receiver.Environment });
    }

    public async ValueTask DisposeAsync()
    {
        await (Footfall?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (Receiver?.DisposeAsync() ?? ValueTask.CompletedTask);
    }
}
