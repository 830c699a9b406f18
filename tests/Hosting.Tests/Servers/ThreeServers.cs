using System.Net;
using Footfall.Dev.Servers;
using Footfall.Queue;
using StackExchange.Redis;

namespace Footfall.Servers;

/// <summary>A Redis Cluster: the queue's partitions are spread over three masters.</summary>
public sealed class ThreeServers : RedisFixture
{
    private RedisCluster? _cluster;
    private RedisServer? _server;

    public override RedisServer Server => _server ?? throw new InvalidOperationException("Redis is not started yet.");

    protected override string ConnectionString => Cluster.ConnectionString;

    private RedisCluster Cluster => _cluster ?? throw new InvalidOperationException("Redis is not started yet.");

    public override async ValueTask InitializeAsync()
    {
        _cluster = await RedisCluster.StartAsync();
        await using ConnectionMultiplexer redis = await ConnectionMultiplexer.ConnectAsync(ConnectionString);
        var owner = (IPEndPoint)redis.GetDatabase().IdentifyEndpoint(QueueKeys.Default.Clock(TestQueue.Partition))!;
        _server = _cluster.Masters.Single(master => master.Port == owner.Port);
    }

    public override ValueTask DisposeAsync() => _cluster?.DisposeAsync() ?? ValueTask.CompletedTask;

    public override Task StopAsync() => Cluster.StopAsync();

    public override Task RestartAsync() => Cluster.RestartAsync();
}
