using Footfall.Dev.Servers;
using Footfall.Queue;
using StackExchange.Redis;

namespace Footfall.Servers;

/// <summary>A private Redis of one test class; each test empties it and connects anew.</summary>
public sealed class RedisFixture : IAsyncLifetime
{
    private RedisServer? _server;

    public RedisServer Server => _server ?? throw new InvalidOperationException("Redis is not started yet.");

    public async ValueTask InitializeAsync() => _server = await RedisServer.StartAsync(new RedisServerOptions());

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    internal async Task<TestQueue> OpenAsync()
    {
        ConnectionMultiplexer redis = await ConnectionMultiplexer.ConnectAsync(RedisConnection.ForQueue(Server.ConnectionString));
        await Eventually.TrueAsync(() => redis.IsConnected);
        var queue = new TestQueue(redis);
        await queue.Server.ExecuteAsync("FLUSHALL");
        return queue;
    }
}
