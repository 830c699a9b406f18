using Footfall.Dev.Servers;
using Footfall.Integration.Queue;
using Footfall.Integration.Stats;
using Footfall.Integration.Traffic;
using Footfall.Queue;
using Footfall.Wire;

namespace Footfall.Integration.Installations;

/// <summary>A running Footfall with access over HTTP, to Redis and to PostgreSQL.</summary>
internal sealed class Installation : IAsyncDisposable
{
    private Installation(LocalCluster cluster, string clusterId)
    {
        LocalCluster = cluster;
        Gateway = new GatewayClient(cluster.GatewayAddress);
        Queue = new QueueState(cluster.RedisConnection, new QueueKeys(clusterId));
        Store = new StoredEvents(cluster.PostgresConnection);
    }

    public LocalCluster LocalCluster { get; }

    /// <summary>The first gateway.</summary>
    public GatewayClient Gateway { get; }

    public QueueState Queue { get; }

    public StoredEvents Store { get; }

    /// <summary>Starts an installation that rolls up sites after few events, so that roll-ups and day segments contribute to all answers.</summary>
    public static async Task<Installation> StartAsync(LocalClusterOptions options) => new(await LocalCluster.StartAsync(options with
    {
        ReadyLimit = TimeSpan.FromSeconds(120),
        Environment = new Dictionary<string, string>(options.Environment) { ["RollUp__Events"] = "10", ["Days__Events"] = "10" },
    }), options.ClusterId);

    /// <summary>
    /// Waits until gateways write the newest version of the queue's encoding, which they do once they have seen which versions
    /// the silos read. Until then, the newest refusal reasons are counted as older ones.
    /// </summary>
    public Task WaitForNewestEntriesAsync() => Eventually.TrueAsync(
        "gateways write the newest entries",
        () => LocalCluster.Gateways.All(gateway => gateway.Output.Contains($"Entries are written in version {EntryCodec.Version} ", StringComparison.Ordinal)));

    public async ValueTask DisposeAsync()
    {
        Gateway.Dispose();
        await Queue.DisposeAsync();
        await Store.DisposeAsync();
        HostLogs.Keep(LocalCluster.Directory);
        await LocalCluster.DisposeAsync();
    }
}
