using Footfall.Dev.Servers;
using Footfall.Integration.Installations;
using Footfall.Integration.Startup;
using Footfall.Integration.Stats;
using Footfall.Integration.Traffic;

namespace Footfall.Integration.SideBySide;

/// <summary>Silos on one machine with the same ports, as by default.</summary>
public sealed class SharedMachineTests(Servers servers)
{
    [Fact]
    public async Task A_silo_whose_ports_are_taken_ends_with_one_line_and_the_other_goes_on()
    {
        (int silo, int gateway) = (FreePort.Take(), FreePort.Take());
        await using Installation footfall = await servers.StartInOwnProcessesAsync(new LocalClusterOptions { Environment = Ports(silo, gateway) });
        string servers2 = $"REDIS_URL={footfall.LocalCluster.RedisConnection} DATABASE_URL={footfall.LocalCluster.PostgresConnection}";

        await using HostRun sameSiloPort = HostRun.Start(HostKind.Silo, servers2, silo, FreePort.Take());
        await using HostRun sameGatewayPort = HostRun.Start(HostKind.Silo, servers2, FreePort.Take(), gateway);
        await AssertFaultAsync(sameSiloPort, $"Cluster:SiloPort: the silo cannot listen on 127.0.0.1:{silo}");
        await AssertFaultAsync(sameGatewayPort, $"Cluster:GatewayPort: the silo cannot listen on 127.0.0.1:{gateway}");

        Assert.False(footfall.LocalCluster.Silos[0].HasExited);
        await ExactCounts.AssertAsync(footfall, await Batches.SendAsync(footfall.Gateway, new NumberedEvents("ports", 5), 500));

        // After being killed with open connections, the silo gets its ports back at once.
        await footfall.LocalCluster.Silos[0].KillAsync();
        await footfall.LocalCluster.RestartAsync(footfall.LocalCluster.Silos[0]);
        await ExactCounts.AssertAsync(footfall, await Batches.SendAsync(footfall.Gateway, new NumberedEvents("again", 5), 500));
    }

    [Fact, Trait("Tier", "slow")]
    public async Task A_gateway_does_not_talk_to_a_silo_of_another_installation_that_has_its_silos_address()
    {
        (int silo, int gateway) = (FreePort.Take(), FreePort.Take());
        await using Installation own = await servers.StartInOwnProcessesAsync(new LocalClusterOptions { Environment = Ports(silo, gateway) });
        await using Installation other = await servers.StartInOwnProcessesAsync(new LocalClusterOptions());
        var events = new NumberedEvents("neighbour", 3);
        Tally tally = await Batches.SendAsync(other.Gateway, events, 600);
        await ExactCounts.AssertAsync(other, tally);

        await own.LocalCluster.Silos[0].KillAsync();
        await using HostRun intruder = HostRun.Start(
            HostKind.Silo,
            $"REDIS_URL={other.LocalCluster.RedisConnection} DATABASE_URL={other.LocalCluster.PostgresConnection}",
            silo,
            gateway);
        await intruder.Host.WaitUntilReadyAsync(Eventually.Timeout);

        await Eventually.TrueAsync("the other silo has refused a call", async () =>
        {
            Assert.Equal(503, (await own.Gateway.GetStatsAsync(events.Sites[0])).Status);
            Assert.NotEqual(202, (await own.Gateway.SendAsync(HttpMethod.Delete, $"/api/sites/{events.Sites[0]}")).Status);
            return own.LocalCluster.Gateways[0].Output.Contains("This silo belongs to another installation than the gateway", StringComparison.Ordinal);
        });
        await ExactCounts.AssertAsync(other, tally);

        // Once the address is free again, the gateway finds its own silo there.
        await intruder.Host.KillAsync();
        await own.LocalCluster.RestartAsync(own.LocalCluster.Silos[0]);
        await ExactCounts.AssertAsync(own, await Batches.SendAsync(own.Gateway, new NumberedEvents("own", 3), 300));
    }

    private static Dictionary<string, string> Ports(int silo, int gateway) => new()
    {
        ["Cluster__SiloPort"] = $"{silo}",
        ["Cluster__GatewayPort"] = $"{gateway}",
    };

    private static async Task AssertFaultAsync(HostRun run, string fault)
    {
        Assert.Equal(1, await run.ExitCodeAsync());
        Assert.Contains(fault, Assert.Single(run.Lines, line => line.Contains("Cannot run: ", StringComparison.Ordinal)), StringComparison.Ordinal);
    }
}
