using Footfall.Integration.Installations;
using Footfall.Integration.Stats;
using Footfall.Integration.Traffic;
using Footfall.Queue;
using StackExchange.Redis;

namespace Footfall.Integration.Queue;

/// <summary>A Redis Cluster whose slots move. It has a cluster of its own, one master of which is empty in the end.</summary>
public sealed class SlotMoveTests(ClusteredInstallation cluster, ITestOutputHelper output) : IClassFixture<ClusteredInstallation>
{
    private readonly Installation _footfall = cluster.Footfall;

    [Fact]
    public async Task Slots_moved_to_another_master_under_load_lose_and_double_nothing()
    {
        IServer[] masters = await cluster.MastersAsync();
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
}
