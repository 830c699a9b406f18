using System.Text.Json;
using Footfall.Dev.Servers;
using Footfall.Integration.Installations;
using Footfall.Integration.Traffic;

namespace Footfall.Integration.Startup;

/// <summary>Servers that are not available yet: the hosts wait for them and log it; here in JSON lines.</summary>
public sealed class WaitingTests(Servers servers)
{
    private const string Json = " Logging__Console__FormatterName=json";

    [Fact]
    public async Task Hosts_wait_for_their_servers_and_log_JSON_lines_meanwhile()
    {
        int port = FreePort.Take();
        string database = await servers.CreateDatabaseAsync();
        await using HostRun gateway = HostRun.Start(HostKind.Gateway, $"REDIS_URL=redis://127.0.0.1:{port}" + Json);
        await using HostRun silo = HostRun.Start(HostKind.Silo, $"REDIS_URL=redis://127.0.0.1:{port} DATABASE_URL={database}" + Json);
        foreach (HostRun run in (HostRun[])[gateway, silo])
        {
            await WaitForAsync(run, "Redis does not answer", times: 2);
            Assert.False(run.Host.HasExited);
        }

        using (var client = new GatewayClient(gateway.Host.Address))
        {
            await Eventually.GetAsync("the gateway answers", () => client.GetAsync("/health/ready"), answer => answer.Status == 503);
            Assert.Equal(503, (await client.PostAsync(new SentEvent("early", "page_view", "/", "u", DateTimeOffset.UtcNow))).Status);
        }

        await using RedisServer redis = await RedisServer.StartAsync(new RedisServerOptions { Port = port });
        await Task.WhenAll(gateway.Host.WaitUntilReadyAsync(Eventually.Timeout), silo.Host.WaitUntilReadyAsync(Eventually.Timeout));
        Assert.All(gateway.Lines.Concat(silo.Lines), line =>
        {
            using JsonDocument entry = JsonDocument.Parse(line);
            Assert.NotNull(entry.RootElement.GetProperty("LogLevel").GetString());
        });
    }

    [Fact]
    public async Task Hosts_that_still_wait_end_cleanly_when_told_to()
    {
        await using RedisServer redis = await RedisServer.StartAsync(new RedisServerOptions());
        await using HostRun silo = HostRun.Start(HostKind.Silo, $"REDIS_URL={redis.ConnectionString} DATABASE_URL=postgresql://u:secret@127.0.0.1:{FreePort.Take()}/d");
        await using HostRun gateway = HostRun.Start(HostKind.Gateway, $"REDIS_URL={redis.ConnectionString} Cluster__ClusterId=nobody");
        await WaitForAsync(silo, "PostgreSQL at 127.0.0.1");
        await WaitForAsync(gateway, "No silo is connected");
        Assert.DoesNotContain("secret", silo.Host.Output, StringComparison.Ordinal);
        foreach (HostRun run in (HostRun[])[silo, gateway])
        {
            Assert.True(await run.Host.StopAsync(), run.Host.Output);
            Assert.True(run.Host.ExitCode == 0, run.Host.Output);
        }
    }

    private static Task WaitForAsync(HostRun run, string message, int times = 1) => Eventually.TrueAsync(
        $"the {run.Host.Kind} waits", () => run.Lines.Count(line => line.Contains(message, StringComparison.Ordinal)) >= times);
}
