using System.Net;
using Footfall.Dev.Servers;
using Footfall.Integration.Installations;
using Footfall.Integration.Startup;

namespace Footfall.Integration.Transport;

/// <summary>Who can reach a host without any network settings.</summary>
public sealed class LoopbackTests(Servers servers)
{
    /// <summary>HTTP, other silos, gateways.</summary>
    private const int SocketsOfSilo = 3;

    [Fact]
    public async Task Silo_and_gateway_listen_on_loopback_only()
    {
        await using RedisServer redis = await RedisServer.StartAsync(new RedisServerOptions());
        string database = await servers.CreateDatabaseAsync();
        await using HostRun silo = HostRun.Start(HostKind.Silo, $"REDIS_URL={redis.ConnectionString} DATABASE_URL={database}");
        await using HostRun gateway = HostRun.Start(HostKind.Gateway, $"REDIS_URL={redis.ConnectionString}");
        await Task.WhenAll(silo.Host.WaitUntilReadyAsync(Eventually.Timeout), gateway.Host.WaitUntilReadyAsync(Eventually.Timeout));

        Assert.Equal(SocketsOfSilo, AssertLoopback(silo).Count);
        Assert.NotEmpty(AssertLoopback(gateway));
    }

    private static IReadOnlyList<IPEndPoint> AssertLoopback(HostRun run)
    {
        IReadOnlyList<IPEndPoint> sockets = ListeningSockets.Of(run.Host.Id);
        Assert.All(sockets, socket => Assert.True(IPAddress.IsLoopback(socket.Address), $"The {run.Host.Kind} listens on {socket}."));
        return sockets;
    }
}
