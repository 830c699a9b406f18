using Footfall.Dev.Servers;
using Footfall.Integration.Installations;
using Footfall.Integration.Ledger;
using Footfall.Integration.Queue;
using Footfall.Integration.Stats;
using Footfall.Integration.Traffic;
using Footfall.Wire;

namespace Footfall.Integration.Upgrade;

/// <summary>Hosts of two builds side by side, under load, in either order, and back.</summary>
public sealed class RollingUpgradeTests(Servers servers, NextVersionBuild next, ITestOutputHelper output)
{
    [Fact]
    public async Task Silos_before_gateways_store_every_event_once_and_the_new_field_at_the_end()
    {
        await using Installation footfall = await StartAsync();

        await UpgradeUnderLoadAsync(footfall, [.. footfall.LocalCluster.Silos, .. footfall.LocalCluster.Gateways]);
    }

    [Fact, Trait("Tier", "slow")]
    public async Task Gateways_before_silos_store_every_event_once_and_the_new_field_at_the_end()
    {
        await using Installation footfall = await StartAsync();

        await UpgradeUnderLoadAsync(footfall, [.. footfall.LocalCluster.Gateways, .. footfall.LocalCluster.Silos]);
    }

    [Fact, Trait("Tier", "slow")]
    public async Task Entries_of_the_newer_build_wait_for_a_silo_of_it_and_are_no_dead_letters()
    {
        await using Installation footfall = await StartAsync();
        HostProcess old = footfall.LocalCluster.Silos[1];
        await UpgradeAsync(footfall, footfall.LocalCluster.Silos[0]);
        await footfall.LocalCluster.RemoveAsync(old);
        HostProcess silo = footfall.LocalCluster.Silos[0];
        await footfall.LocalCluster.RestartAsync(old);
        var events = new NumberedEvents("newer", 1);
        Tally tally = await Load.SendAsync(events.Take(10), 4, footfall.Gateway);
        await ExactCounts.AssertAsync(footfall, tally);

        await silo.StopAsync();
        byte newer = EntryCodec.Version + 1;
        SentEvent sent = events.Next();
        byte[] entry = [newer, .. EntryBytes.Of(sent)[1..]];
        await footfall.Queue.AddAsync(sent.Site, [QueueState.Entry(1, entry)]);
        await Eventually.TrueAsync("the old silo says what to do", () => old.Output.Contains($"has entries of version {newer}", StringComparison.Ordinal));
        SiteLedger waiting = await SiteLedger.GetAsync(footfall.Gateway, sent.Site);
        Assert.Equal((0, 1), (waiting.Dead, waiting.Queued));

        await footfall.LocalCluster.RestartAsync(silo);
        tally.Add(sent, new GatewayResponse(202, ""));
        await ExactCounts.AssertAsync(footfall, tally);
        await old.StopAsync();
    }

    /// <summary>Starts two silos and a gateway of this build once the next one is built, so that no load runs during a build.</summary>
    private async Task<Installation> StartAsync()
    {
        await next.RootAsync();
        return await servers.StartInOwnProcessesAsync(new LocalClusterOptions { Silos = 2 });
    }

    private async Task UpgradeUnderLoadAsync(Installation footfall, HostProcess[] hosts)
    {
        var events = new NumberedEvents("upgrade", 100);
        await using Load load = Load.Start(events.Endless(), 2, footfall.Gateway);
        await load.WaitForAcceptedAsync(500);
        foreach (HostProcess host in hosts)
        {
            await UpgradeAsync(footfall, host);

            // Some events of each site, which silos of both builds drain and count for each other.
            await load.WaitForMoreAcceptedAsync(1000);
            Assert.Equal(200, (await footfall.Gateway.GetStatsAsync(events.Sites[0])).Status);
        }

        Tally tally = await load.StopAsync();
        output.WriteLine($"{tally}");
        await ExactCounts.AssertAsync(footfall, tally);
        Assert.Equal(0, await footfall.Store.ScalarAsync<long>("SELECT count(*) FROM dead_letters"));
        await AssertNewFieldAsync(footfall);
    }

    private async Task UpgradeAsync(Installation footfall, HostProcess host)
    {
        host.Build = await next.RootAsync();
        await footfall.LocalCluster.RestartAsync(host);
    }

    private static async Task AssertNewFieldAsync(Installation footfall)
    {
        byte[] body = """{"site_id":"next-field","event_type":"page_view","timestamp":"2025-11-14","next_field":"autumn"}"""u8.ToArray();
        await Eventually.TrueAsync("the new field is stored", async () =>
        {
            Assert.True((await footfall.Gateway.PostAsync(body)).IsAccepted);
            return await footfall.Store.ScalarAsync<long>("SELECT count(*) FROM events WHERE site_id = 'next-field' AND next_field = 'autumn'") > 0;
        });
    }
}
