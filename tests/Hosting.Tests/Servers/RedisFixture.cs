using Footfall.Dev.Servers;
using Footfall.Redis;
using StackExchange.Redis;

namespace Footfall.Servers;

/// <summary>A private Redis for one test class; each test empties it and opens a new connection.</summary>
public abstract class RedisFixture : IAsyncLifetime
{
    /// <summary>The server that holds the keys of <see cref="TestQueue.Partition"/>.</summary>
    public abstract RedisServer Server { get; }

    protected abstract string ConnectionString { get; }

    public abstract ValueTask InitializeAsync();

    public abstract ValueTask DisposeAsync();

    /// <summary>Stops all servers.</summary>
    public abstract Task StopAsync();

    /// <summary>Starts all servers again, on the same data.</summary>
    public abstract Task RestartAsync();

    internal async Task<TestQueue> OpenAsync()
    {
        ConnectionMultiplexer redis = await ConnectionMultiplexer.ConnectAsync(RedisConnection.ForQueue(ConnectionString));
        await Eventually.TrueAsync(() => redis.GetServers().All(server => server.IsConnected));
        var queue = new TestQueue(redis);
        await queue.EmptyAsync();
        return queue;
    }
}
