using Footfall.Integration.Installations;
using Footfall.Integration.Ledger;
using Footfall.Integration.Stats;
using Footfall.Integration.Traffic;
using Footfall.Queue;
using StackExchange.Redis;

namespace Footfall.Integration.Queue;

/// <summary>A Redis Cluster holds the queue as one server does.</summary>
public sealed class RedisClusterTests(ClusteredInstallation cluster, ITestOutputHelper output) : IClassFixture<ClusteredInstallation>
{
    private const int Events = 10_000;

    private readonly Installation _footfall = cluster.Footfall;

    [Fact]
    public async Task Events_of_all_partitions_are_stored_counted_and_in_the_ledger()
    {
        var events = new NumberedEvents("cluster", 300);

        Tally tally = await Load.SendAsync(events.Take(Events), 48, _footfall.Gateway);

        Assert.Equal(Events, tally.Accepted.Count);
        await ExactCounts.AssertAsync(_footfall, tally);
        foreach (string site in events.Sites.Take(10))
        {
            SiteLedger ledger = await SiteLedger.GetAsync(_footfall.Gateway, site);
            Assert.Equal(tally.Accepted.Count(sent => sent.Site == site), ledger.Stored);
        }

        // The partitions were spread over all of them.
        foreach (IServer master in await cluster.MastersAsync())
        {
            Assert.True(await master.DatabaseSizeAsync() > SitePartition.Count / 6);
        }
    }

    [Fact]
    public async Task A_master_restarted_under_load_loses_and_doubles_nothing()
    {
        var events = new NumberedEvents("restarted", 300);
        await using Load load = Load.Start(events.Endless(), 32, _footfall.Gateway);
        await load.WaitForAcceptedAsync(1000);

        await cluster.Redis.Masters[2].RestartAsync();

        await load.WaitForMoreAcceptedAsync(3000);
        Tally tally = await load.StopAsync();
        output.WriteLine($"{tally}");
        await ExactCounts.AssertAsync(_footfall, tally);
    }
}
