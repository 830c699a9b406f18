using System.Net;
using System.Net.Sockets;
using System.Text;
using Footfall.Dev.Servers;
using StackExchange.Redis;

namespace Footfall.Redis;

/// <summary>A server that refuses all connections: its own message is logged, and the attempt is repeated.</summary>
public sealed class RedisHandshakeProbeTests
{
    private const string Denied = "DENIED Redis is running in protected mode because protected mode is enabled and no password is set for the default user.";

    [Theory]
    [InlineData("redis://127.0.0.1:{0}", "NOAUTH Authentication required")]
    [InlineData("redis://:wr0ng@127.0.0.1:{0}", "WRONGPASS invalid username-password pair or user is disabled")]
    [InlineData("redis://nobody:wr0ng@127.0.0.1:{0}", "WRONGPASS invalid username-password pair or user is disabled")]
    public async Task Refusal_OfAPassword_IsLoggedInTheServersWords(string setting, string words)
    {
        await using RedisServer server = await RedisServer.StartAsync(new RedisServerOptions { ExtraArguments = ["--requirepass", "right"] });

        string line = await FirstComplaintAsync(setting.Replace("{0}", $"{server.Port}", StringComparison.Ordinal));

        Assert.Equal($"Warning: Redis does not answer (attempt 1): the server at 127.0.0.1:{server.Port} refuses connections: {words}. Trying again.", line);
        Assert.DoesNotContain("wr0ng", line);
    }

    /// <summary>In protected mode Redis sends this to any client from another machine, and hangs up before the first command.</summary>
    [Fact]
    public async Task Refusal_InProtectedMode_IsLoggedInTheServersWords()
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        Task serving = RefuseAllAsync(server);

        string line = await FirstComplaintAsync($"redis://{server.LocalEndpoint}");

        server.Stop();
        await serving;
        Assert.Contains($"refuses connections: {Denied} Trying again.", line);
    }

    private static async Task RefuseAllAsync(TcpListener server)
    {
        try
        {
            while (true)
            {
                using TcpClient client = await server.AcceptTcpClientAsync();
                await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"-{Denied}\r\n"));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or IOException)
        {
            // The test has ended.
        }
    }

    private static async Task<string> FirstComplaintAsync(string setting)
    {
        ConfigurationOptions options = RedisConnection.ForQueue(setting);
        await using ConnectionMultiplexer redis = await ConnectionMultiplexer.ConnectAsync(options);
        var log = new LogLines<RedisCheck>();
        using var stopping = new CancellationTokenSource();
        Task checking = new RedisCheck(redis, log, options).RunAsync(stopping.Token);
        await Eventually.TrueAsync(() => log.All.Count > 0);
        await stopping.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => checking.WithinLimitAsync());
        return log.All[0];
    }
}
