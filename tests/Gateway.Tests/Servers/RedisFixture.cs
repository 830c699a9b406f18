using Footfall.Dev.Servers;
using Footfall.Redis;
using StackExchange.Redis;

namespace Footfall.Servers;

/// <summary>A private Redis for one test class; each test opens a new connection, and uses sites of its own.</summary>
public sealed class RedisFixture : IAsyncLifetime
{
    private RedisServer? _server;

    public RedisServer Server => _server ?? throw new InvalidOperationException("Redis is not started yet.");

    public async ValueTask InitializeAsync() => _server = await RedisServer.StartAsync(new RedisServerOptions());

    /// <summary>Opens a connection with the gateway's options.</summary>
    public async Task<ConnectionMultiplexer> ConnectAsync()
    {
        ConnectionMultiplexer connection = await ConnectionMultiplexer.ConnectAsync(RedisConnection.ForQueue(Server.ConnectionString));
        await Eventually.TrueAsync(() => connection.IsConnected);
        return connection;
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }
}
