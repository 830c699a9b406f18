using Footfall.Dev.Servers;

namespace Footfall.Servers;

/// <summary>A single Redis.</summary>
public sealed class OneServer : RedisFixture
{
    private RedisServer? _server;

    public override RedisServer Server => _server ?? throw new InvalidOperationException("Redis is not started yet.");

    protected override string ConnectionString => Server.ConnectionString;

    public override async ValueTask InitializeAsync() => _server = await RedisServer.StartAsync(new RedisServerOptions());

    public override ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;

    public override Task StopAsync() => Server.StopAsync();

    public override Task RestartAsync() => Server.RestartAsync();
}
