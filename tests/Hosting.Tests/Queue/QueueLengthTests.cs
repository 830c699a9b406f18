using System.Text;
using Footfall.Servers;

namespace Footfall.Queue;

public abstract class QueueLengthTests(RedisFixture redis)
{
    public sealed class OnOneServer(OneServer redis) : QueueLengthTests(redis), IClassFixture<OneServer>;

    public sealed class OnCluster(ThreeServers redis) : QueueLengthTests(redis), IClassFixture<ThreeServers>;

    private static readonly string Site = TestQueue.Site(0);

    [Fact]
    public async Task Backlog_CountsTheEventsAfterTheCheckpoint()
    {
        await using TestQueue queue = await redis.OpenAsync();
        await EnqueueAsync(queue, 3, 4, 5);
        EntryId[] ids = [.. (await queue.IdsAsync(Site)).Select(Id)];

        Assert.Equal(new StreamBacklog(ids[2], ids[0], 12), await BacklogAsync(queue, EntryId.None));
        Assert.Equal(new StreamBacklog(ids[2], ids[1], 9), await BacklogAsync(queue, ids[0]));
        Assert.Equal(new StreamBacklog(ids[2], null, 0), await BacklogAsync(queue, ids[2]));
    }

    [Fact]
    public async Task Backlog_AfterTrimsAndAfterTheStreamBeganAnew_IsStillExact()
    {
        await using TestQueue queue = await redis.OpenAsync();
        await EnqueueAsync(queue, 3, 4);
        EntryId[] ids = [.. (await queue.IdsAsync(Site)).Select(Id)];
        await TrimAsync(queue, ids[0]);
        Assert.Equal(4, (await BacklogAsync(queue, EntryId.None)).Events);

        await TrimAsync(queue, ids[1]);
        Assert.Equal(default, await BacklogAsync(queue, EntryId.None));
        Assert.False(await queue.Database.KeyExistsAsync(QueueKeys.Default.Totals(TestQueue.Partition)));

        await EnqueueAsync(queue, 6);
        Assert.Equal(6, (await BacklogAsync(queue, EntryId.None)).Events);
    }

    [Fact]
    public async Task Entries_AreCountedUntilTheyAreTrimmed()
    {
        await using TestQueue queue = await redis.OpenAsync();
        var size = new QueueLength(queue.Redis, QueueKeys.Default);
        await EnqueueAsync(queue, 1, 1, 1);
        await queue.EnqueueAsync(3, Site, TestQueue.Site(1));
        Assert.Equal(4, await size.CountEntriesAsync());

        EntryId[] ids = [.. (await queue.IdsAsync(Site)).Select(Id)];
        await TrimAsync(queue, ids[0]);
        await TrimAsync(queue, ids[0]);
        Assert.Equal(3, await size.CountEntriesAsync());
        await TrimAsync(queue, ids[2]);
        await queue.Consumer.ReleaseAsync(
            TestQueue.Partition, await queue.MemberAsync(TestQueue.Site(1)), "0", Id((await queue.IdsAsync(TestQueue.Site(1)))[0]).Next, TimeSpan.Zero);

        Assert.Equal(0, await size.CountEntriesAsync());
    }

    [Fact]
    public async Task Clock_TellsThePresentEpochFirstAndTheRetiredOnesAfter()
    {
        await using TestQueue queue = await redis.OpenAsync();
        Assert.Empty((await queue.Consumer.ReadMetadataAsync(TestQueue.Partition)).Epochs);
        await EnqueueAsync(queue, 1);
        string before = await queue.EpochAsync();
        await queue.Database.HashSetAsync(QueueKeys.Default.Clock(TestQueue.Partition), "life", "another");
        await EnqueueAsync(queue, 1);
        long now = await queue.NowAsync();

        PartitionMetadata metadata = await queue.Consumer.ReadMetadataAsync(TestQueue.Partition);

        Assert.Equal([await queue.EpochAsync(), before], metadata.Epochs);
        Assert.InRange(metadata.Now.ToUnixTimeMilliseconds(), now, now + 60_000);
    }

    [Fact]
    public async Task Site_AtItsLimitOfBytes_IsFullAndItsNeighbourIsNot()
    {
        await using TestQueue queue = await redis.OpenAsync();
        StreamLimit limit = TestQueue.Unlimited with { Bytes = 1 };
        Assert.All(await queue.EnqueueAsync(limit, [.. Enumerable.Repeat(Site, 64)]), outcome => Assert.Equal(EnqueueOutcome.Accepted, outcome));

        Assert.Equal([EnqueueOutcome.SiteFull, EnqueueOutcome.Accepted], await queue.EnqueueAsync(limit, Site, TestQueue.Site(1)));
        Assert.Equal([EnqueueOutcome.Accepted], await queue.EnqueueAsync(TestQueue.Unlimited, Site));
    }

    private static async Task EnqueueAsync(TestQueue queue, params int[] events)
    {
        var outcomes = new EnqueueOutcome[events.Length];
        await queue.Producer.EnqueueAsync(
            [.. events.Select(count => new EnqueueEntry(TestQueue.Partition, Site, count, new byte[] { 2, 0 }))], TestQueue.Unlimited, outcomes);
        Assert.All(outcomes, outcome => Assert.Equal(EnqueueOutcome.Accepted, outcome));
    }

    private static async Task<StreamBacklog> BacklogAsync(TestQueue queue, EntryId checkpoint) =>
        await queue.Consumer.ReadBacklogAsync(TestQueue.Partition, await queue.MemberAsync(Site), checkpoint);

    private static async Task TrimAsync(TestQueue queue, EntryId checkpoint) => await queue.Consumer.ReleaseAsync(
        TestQueue.Partition, await queue.MemberAsync(Site), "0", checkpoint.Next, TimeSpan.Zero);

    private static EntryId Id(string text)
    {
        Assert.True(EntryId.TryParse(Encoding.ASCII.GetBytes(text), out EntryId id));
        return id;
    }
}
