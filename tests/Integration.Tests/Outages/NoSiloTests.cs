using System.Diagnostics;
using Footfall.Dev.Servers;
using Footfall.Integration.Collect;
using Footfall.Integration.Installations;
using Footfall.Integration.Stats;
using Footfall.Integration.Traffic;

namespace Footfall.Integration.Outages;

/// <summary>The gateway needs only Redis: it accepts events while no silo runs, even if it has never seen one.</summary>
public sealed class NoSiloTests(Servers servers)
{
    [Fact]
    public async Task Events_are_accepted_without_a_silo_and_counted_when_one_starts()
    {
        await using Installation footfall = await servers.StartAsync(new LocalClusterOptions { Silos = 0 });
        var events = new NumberedEvents("no-silo", 60);
        Tally tally = await Load.SendAsync(events.Take(2_000), 32, footfall.Gateway);
        Assert.Equal(2_000, tally.Accepted.Count);
        Assert.Equal(events.Sites.Order(), (await footfall.Queue.SitesAsync()).Order());

        GatewayResponse noStats = await footfall.Gateway.GetStatsAsync(events.Sites[0]);
        JsonError.AssertRefusal(noStats, 503);
        Assert.Equal("1", noStats.RetryAfter);

        HostProcess silo = await footfall.LocalCluster.AddSiloAsync();
        await ExactCounts.AssertAsync(footfall, tally);

        await silo.StopAsync();
        await Load.SendAsync(events.Take(2_000), 32, footfall.Gateway, into: tally);
        Assert.Equal(4_000, tally.Accepted.Count);
        await footfall.LocalCluster.RestartAsync(silo);
        await ExactCounts.AssertAsync(footfall, tally);
    }

    /// <summary>The gateway's start has not completed while it looks for a silo.</summary>
    [Fact]
    public async Task A_gateway_that_is_stopped_while_it_looks_for_a_silo_answers_what_it_has_begun()
    {
        await using Installation footfall = await servers.StartAsync(new LocalClusterOptions { Silos = 0 });
        await using Load load = Load.Start(new NumberedEvents("stopped", 60).Endless(), 32, footfall.Gateway);
        for (int stop = 0; stop < 3; stop++)
        {
            await load.WaitForMoreAcceptedAsync(500);
            await footfall.LocalCluster.RestartAsync(footfall.LocalCluster.Gateways[0]);
        }

        Tally tally = await load.StopAsync();
        Assert.Equal(0, tally.Count(500));
    }

    /// <summary>Finding the silo may take long on a busy machine; no request is refused before that time is over.</summary>
    [Fact]
    public async Task A_gateway_that_has_just_become_ready_answers_statistics_when_there_is_a_silo()
    {
        await using Installation footfall = await servers.StartAsync(new LocalClusterOptions());
        for (int start = 0; start < 3; start++)
        {
            await footfall.LocalCluster.RestartAsync(footfall.LocalCluster.Gateways[0]);
            long asked = Stopwatch.GetTimestamp();
            GatewayResponse stats = await footfall.Gateway.GetStatsAsync("ready");
            Assert.True(stats.Status == 200 || Stopwatch.GetElapsedTime(asked) >= TimeSpan.FromSeconds(3), $"{stats}");
        }

        await Eventually.GetAsync(
            "the silos are known",
            () => footfall.Gateway.GetAsync("/health/ready"),
            answer => answer is { Status: 200, Body: """{"status":"ok","checks":{"redis":"ok","silos":"ok"}}""" });
    }
}
