using Footfall.Dev.Servers;
using Footfall.Integration.Installations;
using StackExchange.Redis;

namespace Footfall.Integration.Queue;

/// <summary>An installation of two silos with its queue and membership on a Redis Cluster of three masters.</summary>
public sealed class ClusteredInstallation(Servers servers) : IAsyncLifetime
{
    internal RedisCluster Redis { get; private set; } = null!;

    internal Installation Footfall { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Redis = await RedisCluster.StartAsync();
        Footfall = await servers.StartAsync(new LocalClusterOptions { Silos = 2, RedisConnection = Redis.ConnectionString });
    }

    public async ValueTask DisposeAsync()
    {
        await (Footfall?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (Redis?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    internal async Task<IServer[]> MastersAsync() => (await Footfall.Queue.DatabaseAsync()).Multiplexer.GetServers();
}
