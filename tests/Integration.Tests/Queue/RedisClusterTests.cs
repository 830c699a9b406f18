using Footfall.Dev.Servers;
using Footfall.Integration.Installations;
using Footfall.Integration.Ledger;
using Footfall.Integration.Stats;
using Footfall.Integration.Traffic;
using Footfall.Queue;
using StackExchange.Redis;

namespace Footfall.Integration.Queue;

/// <summary>A whole installation with its queue and membership on a Redis Cluster of three masters.</summary>
public sealed class RedisClusterTests(Servers servers, ITestOutputHelper output) : IAsyncLifetime
{
    private const int Events = 10_000;

    private RedisCluster _redis = null!;
    private Installation _footfall = null!;

    public async ValueTask InitializeAsync()
    {
        _redis = await RedisCluster.StartAsync();
        _footfall = await servers.StartAsync(new LocalClusterOptions { Silos = 2, RedisConnection = _redis.ConnectionString });
    }

    public async ValueTask DisposeAsync()
    {
        await (_footfall?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_redis?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

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
        foreach (IServer master in await MastersAsync())
        {
            Assert.True(await master.DatabaseSizeAsync() > SitePartition.Count / 6);
        }
    }

    [Fact]
    public async Task Slots_moved_to_another_master_under_load_lose_and_double_nothing()
    {
        IServer[] masters = await MastersAsync();
        int[] partitions = [.. Enumerable.Range(0, SitePartition.Count)
            .Select(partition => masters[0].Multiplexer.HashSlot(QueueKeys.Default.Clock(partition)))
            .Where(slot => masters[0].ClusterConfiguration!.GetBySlot(slot)!.EndPoint!.Equals(masters[0].EndPoint))];
        IEnumerable<int> others = masters[0].Keys().Select(key => masters[0].Multiplexer.HashSlot(key)).Except(partitions);
        var events = new NumberedEvents("moved", 300);
        await using Load load = Load.Start(events.Endless(), 32, _footfall.Gateway);
        await load.WaitForAcceptedAsync(1000);

        foreach (int slot in partitions.Concat(others.ToList()))
        {
            await SlotMove.RunAsync(masters[0].Multiplexer, slot, masters[1]);
        }

        await load.WaitForMoreAcceptedAsync(3000);
        Tally tally = await load.StopAsync();
        output.WriteLine($"{partitions.Length} partitions moved; {tally}");
        Assert.InRange(partitions.Length, SitePartition.Count / 6, SitePartition.Count);
        await ExactCounts.AssertAsync(_footfall, tally);
        Assert.Equal(0, await masters[0].DatabaseSizeAsync());
    }

    [Fact]
    public async Task A_master_restarted_under_load_loses_and_doubles_nothing()
    {
        var events = new NumberedEvents("restarted", 300);
        await using Load load = Load.Start(events.Endless(), 32, _footfall.Gateway);
        await load.WaitForAcceptedAsync(1000);

        await _redis.Masters[2].RestartAsync();

        await load.WaitForMoreAcceptedAsync(3000);
        Tally tally = await load.StopAsync();
        output.WriteLine($"{tally}");
        await ExactCounts.AssertAsync(_footfall, tally);
    }

    private async Task<IServer[]> MastersAsync() => (await _footfall.Queue.DatabaseAsync()).Multiplexer.GetServers();
}
