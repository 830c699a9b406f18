using System.Diagnostics;
using System.Net.Sockets;
using Footfall.Dev.Servers;
using Footfall.Integration.Installations;
using Footfall.Integration.Startup;
using Footfall.Integration.Traffic;

namespace Footfall.Integration.Limits;

/// <summary>Clients that hold connections without requesting anything, against a gateway with its default limits.</summary>
public sealed class SlowLorisTests(Servers servers)
{
    private const int Clients = 200;

    /// <summary>Above the 10 s for headers, and the 5 s before a body's data rate is checked.</summary>
    private static readonly TimeSpan CutOff = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Clients_that_send_a_byte_a_second_are_cut_off_and_others_are_served_meanwhile()
    {
        GatewayClient gateway = (await servers.SharedAsync()).Gateway;
        Uri address = gateway.Http.BaseAddress!;
        var events = new NumberedEvents("beside-slow", 1);
        Task<string>[] slow = [.. Enumerable.Range(0, Clients).Select(number => SlowClient.SendAsync(address, (number % 4) switch
        {
            0 => "POST /api/e",
            1 => "POST /api/event HTTP/1.1\r\nHost: localhost\r\nX-Long: ",
            2 => "POST /api/event HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5000\r\n\r\n{",
            _ => "POST /api/events HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nfff\r\n[",
        }))];
        Task<string[]> all = Task.WhenAll(slow);
        long start = Stopwatch.GetTimestamp();
        int served = 0;
        while (!all.IsCompleted)
        {
            GatewayResponse response = await gateway.PostAsync(events.Next());
            Assert.True(response.IsAccepted, response.ToString());
            served++;
            Assert.True(Stopwatch.GetElapsedTime(start) < CutOff, $"{slow.Count(client => !client.IsCompleted)} clients hold their connections still.");
        }

        Assert.All(await all, response => Assert.StartsWith("HTTP/1.1 408", response, StringComparison.Ordinal));
        Assert.True(served > 100, $"Only {served} events were taken meanwhile.");
    }

    [Fact]
    public async Task Connections_above_the_limit_are_closed_at_once()
    {
        await using RedisServer redis = await RedisServer.StartAsync(new RedisServerOptions());
        await using HostRun run = HostRun.Start(HostKind.Gateway, $"REDIS_URL={redis.ConnectionString} Http__MaxConcurrentConnections=5", await servers.PoolAsync());
        await Eventually.TrueAsync("it listens", () => run.Host.Output.Contains("Now listening", StringComparison.Ordinal));
        var clients = new List<TcpClient>();
        try
        {
            for (int i = 0; i < 6; i++)
            {
                clients.Add(await ConnectAsync(run.Host.Address));
            }

            // Not always the last client: those that connect together are handled in any order.
            Task<bool>[] ends = [.. clients.Select(IsClosedAsync)];
            Assert.True(await await Task.WhenAny(ends));
            Assert.Equal(5, ends.Count(end => !end.IsCompleted));
        }
        finally
        {
            clients.ForEach(client => client.Dispose());
        }

        using var gateway = new GatewayClient(run.Host.Address);
        await Eventually.TrueAsync("one is served again", async () => (await gateway.GetAsync("/health/live")).Status == 200);
    }

    [Theory]
    [InlineData("X-Long", 20_000, 1)]
    [InlineData("X-Many", 1, 70)]
    public async Task Headers_above_the_limits_are_refused(string name, int length, int count)
    {
        GatewayClient gateway = (await servers.SharedAsync()).Gateway;
        var request = new HttpRequestMessage(HttpMethod.Get, "/health/live");
        for (int i = 0; i < count; i++)
        {
            request.Headers.Add($"{name}-{i}", new string('x', length));
        }

        Assert.Equal(431, (await gateway.SendAsync(request)).Status);
    }

    [Fact]
    public async Task Address_that_is_too_long_is_refused() =>
        Assert.Equal(414, (await (await servers.SharedAsync()).Gateway.GetAsync("/api/stats?site_id=" + new string('x', 9000))).Status);

    private static async Task<TcpClient> ConnectAsync(Uri address)
    {
        var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port);
        return client;
    }

    private static async Task<bool> IsClosedAsync(TcpClient client)
    {
        try
        {
            return await client.GetStream().ReadAsync(new byte[1]).AsTask().WaitAsync(Eventually.Timeout) == 0;
        }
        catch (IOException)
        {
            return true;
        }
    }
}
