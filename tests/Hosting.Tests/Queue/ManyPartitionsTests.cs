using Footfall.Servers;
using StackExchange.Redis;

namespace Footfall.Queue;

public abstract class ManyPartitionsTests(RedisFixture redis)
{
    public sealed class OnOneServer(OneServer redis) : ManyPartitionsTests(redis), IClassFixture<OneServer>;

    public sealed class OnCluster(ThreeServers redis) : ManyPartitionsTests(redis), IClassFixture<ThreeServers>;

    [Fact]
    public async Task Entries_OfManyPartitionsInAnyOrder_GetTheirOwnOutcomes()
    {
        await using TestQueue queue = await redis.OpenAsync();
        string[] sites = [.. Enumerable.Range(0, 300).Select(i => $"site-{i * 7 % 100}")];
        EnqueueEntry[] entries = [.. sites.Select((site, i) => Entry(site, i))];
        var outcomes = new EnqueueOutcome[entries.Length];

        Assert.Null(await queue.Producer.EnqueueAsync(entries, new StreamLimit(2, long.MaxValue), outcomes));

        // Each site occurs three times and accepts two.
        Assert.Equal(
            sites.Select((site, i) => sites.Take(i).Count(other => other == site) < 2 ? EnqueueOutcome.Accepted : EnqueueOutcome.SiteFull), outcomes);
        foreach (IGrouping<string, (int Index, string Site)> group in sites.Index().GroupBy(item => item.Item))
        {
            await AssertStoredAsync(queue, group.Key, [.. group.Take(2).Select(item => item.Index)]);
        }
    }

    [Fact]
    public async Task Partition_WhoseKeyIsOfAnotherType_LeavesTheOthersAlone()
    {
        await using TestQueue queue = await redis.OpenAsync();
        await queue.Database.StringSetAsync(QueueKeys.Default.Ready(TestQueue.Partition), "x");
        string other = SiteBeside(TestQueue.Partition);
        var outcomes = new EnqueueOutcome[3];

        Exception? failure = await queue.Producer.EnqueueAsync(
            [Entry(other, 1), Entry(TestQueue.Site(0), 2), Entry(other, 3)], TestQueue.Unlimited, outcomes);

        Assert.Contains("WRONGTYPE", failure!.Message);
        Assert.Equal([EnqueueOutcome.Accepted, EnqueueOutcome.Unknown, EnqueueOutcome.Accepted], outcomes);
        await AssertStoredAsync(queue, other, 1, 3);
    }

    [Fact]
    public async Task Epoch_ThatChangedInOnePartition_SendsOnlyItsEntriesAgain()
    {
        await using TestQueue queue = await redis.OpenAsync();
        string other = SiteBeside(TestQueue.Partition);
        EnqueueEntry[] entries = [Entry(other, 1), Entry(TestQueue.Site(0), 2)];
        await queue.Producer.EnqueueAsync(entries, TestQueue.Unlimited, new EnqueueOutcome[2]);
        await queue.Database.HashSetAsync(QueueKeys.Default.Clock(TestQueue.Partition), "life", "another");
        var outcomes = new EnqueueOutcome[2];

        Assert.Null(await queue.Producer.EnqueueAsync(entries, TestQueue.Unlimited, outcomes));

        Assert.Equal([EnqueueOutcome.Accepted, EnqueueOutcome.Accepted], outcomes);
        await AssertStoredAsync(queue, other, 1, 1);
        await AssertStoredAsync(queue, TestQueue.Site(0), 2);
    }

    private static EnqueueEntry Entry(string site, int number) => new(SitePartition.Of(site), site, 1, BitConverter.GetBytes(number));

    private static string SiteBeside(int partition) =>
        Enumerable.Range(0, int.MaxValue).Select(i => $"site-{i}").First(site => SitePartition.Of(site) != partition);

    private static async Task AssertStoredAsync(TestQueue queue, string site, params int[] numbers) =>
        Assert.Equal(numbers, await StoredAsync(queue, site));

    /// <summary>Returns the numbers of a site's entries, in stream order.</summary>
    private static async Task<int[]> StoredAsync(TestQueue queue, string site)
    {
        int partition = SitePartition.Of(site);
        string epoch = (string)(await queue.Database.HashGetAsync(QueueKeys.Default.Clock(partition), "epoch"))!;
        StreamEntry[] entries = await queue.Database.StreamRangeAsync(QueueKeys.Default.Stream(partition, QueueKeys.Member(epoch, site)));
        return [.. entries.Select(entry => BitConverter.ToInt32((byte[])entry[QueueKeys.BytesField]!))];
    }
}
