using System.Diagnostics;
using Footfall.Dev.Servers;
using Footfall.Integration.Installations;
using Footfall.Integration.Operator;
using Footfall.Integration.Startup;
using Footfall.Integration.Traffic;

namespace Footfall.Integration.Outages;

/// <summary>Hosts asked to stop end soon and cleanly, even if their servers do not respond.</summary>
public sealed class ShutdownTests(Servers servers, ITestOutputHelper output)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    [Theory]
    [Trait("Tier", "slow")]
    [InlineData("redis killed")]
    [InlineData("redis frozen")]
    [InlineData("postgres frozen")]
    [InlineData("both frozen")]
    public async Task Hosts_end_in_time_without_their_servers(string fault)
    {
        await using Installation footfall = await Installation.StartAsync(new LocalClusterOptions());
        await using Load load = Load.Start(new NumberedEvents("shutdown", 40).Endless(), 8, footfall.Gateway);
        await using LiveViewer viewer = LiveViewer.Open(footfall.LocalCluster.GatewayAddress, "/api/operator/live", "overview");
        await load.WaitForAcceptedAsync(500);
        await Eventually.TrueAsync("the stream is open", () => viewer.Latest.Length > 0);
        if (fault == "redis killed")
        {
            await footfall.LocalCluster.Redis!.KillAsync();
        }
        else if (fault is "redis frozen" or "both frozen")
        {
            footfall.LocalCluster.Redis!.Freeze();
        }

        if (fault is "postgres frozen" or "both frozen")
        {
            footfall.LocalCluster.Postgres!.Freeze();
        }

        await StopAsync(footfall.LocalCluster.Silos[0], footfall.LocalCluster.Gateways[0]);
        await load.StopAsync();
        string printed = footfall.LocalCluster.Silos[0].Output;
        if (fault.StartsWith("redis", StringComparison.Ordinal))
        {
            Assert.Contains("announcing that this silo leaves", printed, StringComparison.Ordinal);
        }
    }

    /// <summary>The hosts have not joined the cluster, and Redis disappears while they do.</summary>
    [Theory]
    [Trait("Tier", "slow")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Hosts_end_in_time_while_they_start(bool redisAnswersFirst)
    {
        await using RedisServer redis = await RedisServer.StartAsync(new RedisServerOptions());
        if (!redisAnswersFirst)
        {
            redis.Freeze();
        }

        string database = await servers.CreateDatabaseAsync();
        await using HostRun silo = HostRun.Start(HostKind.Silo, $"REDIS_URL={redis.ConnectionString} DATABASE_URL={database}");
        await using HostRun gateway = HostRun.Start(HostKind.Gateway, $"REDIS_URL={redis.ConnectionString}");
        if (redisAnswersFirst)
        {
            await Eventually.TrueAsync("the silo begins", () => silo.Host.Output.Contains("Applied", StringComparison.Ordinal));
            redis.Freeze();
        }
        else
        {
            await Eventually.TrueAsync("both wait", () =>
                new[] { silo, gateway }.All(run => run.Host.Output.Contains("Redis does not answer", StringComparison.Ordinal)));
        }

        await StopAsync(silo.Host, gateway.Host);
    }

    private async Task StopAsync(params HostProcess[] hosts)
    {
        await Task.WhenAll(hosts.Select(async host =>
        {
            long start = Stopwatch.GetTimestamp();
            bool ended = await host.StopAsync();
            TimeSpan took = Stopwatch.GetElapsedTime(start);
            output.WriteLine($"{host.Name}: {took.TotalSeconds:0.0} s, exit code {host.ExitCode}");
            Assert.True(ended, host.Output);
            Assert.InRange(took, TimeSpan.Zero, Limit);
            Assert.True(host.ExitCode == 0, host.Output);
        }));
    }
}
