using Footfall.Dev.Servers;
using Footfall.Integration.Installations;

namespace Footfall.Integration.Drain;

/// <summary>An installation of three silos. A test that ends a silo starts it again.</summary>
public sealed class ThreeSilos(Servers servers) : IAsyncLifetime
{
    internal Installation Footfall { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Footfall = await servers.StartInOwnProcessesAsync(new LocalClusterOptions { Silos = 3 });

    public ValueTask DisposeAsync() => Footfall?.DisposeAsync() ?? ValueTask.CompletedTask;
}
