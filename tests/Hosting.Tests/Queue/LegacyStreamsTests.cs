using Footfall.Servers;
using StackExchange.Redis;

namespace Footfall.Queue;

public abstract class LegacyStreamsTests(RedisFixture redis)
{
    public sealed class OnOneServer(OneServer redis) : LegacyStreamsTests(redis), IClassFixture<OneServer>;

    public sealed class OnCluster(ThreeServers redis) : LegacyStreamsTests(redis), IClassFixture<ThreeServers>;

    private static readonly QueueKeys Present = new("shop");
    private static readonly string Site = TestQueue.Site(0);

    [Fact]
    public async Task WhatWaits_IsMovedWithItsIdsAndTotals_AndIsReadyUnderTheNewNames()
    {
        await using TestQueue queue = await redis.OpenAsync();
        await queue.EnqueueAsync(Site, Site, TestQueue.Site(1));
        string epoch = await queue.EpochAsync();
        string[] ids = await queue.IdsAsync(Site);

        Assert.Equal(2, await MoveAsync(queue));
        Assert.Equal(0, await MoveAsync(queue));

        var consumer = new QueueConsumer(queue.Redis, Present);
        QueueClaim claim = await consumer.ClaimAsync(TestQueue.Partition, 10, TimeSpan.FromSeconds(5));
        Assert.Equal(2, claim.Members.Length);
        StreamEntry[] entries = await consumer.ReadAsync(TestQueue.Partition, new SiteStreamRef(epoch, Site), EntryId.None, 10);
        Assert.Equal(ids, entries.Select(entry => (string)entry.Id!));
        Assert.Equal(2, (await consumer.ReadBacklogAsync(TestQueue.Partition, new SiteStreamRef(epoch, Site), EntryId.None)).Events);
        Assert.Equal([epoch], (await consumer.ReadMetadataAsync(TestQueue.Partition)).Epochs);
        Assert.Equal(3, await new QueueLength(queue.Redis, Present).CountEntriesAsync());
        Assert.Equal(0, await new QueueLength(queue.Redis, QueueKeys.Default).CountEntriesAsync());
        Assert.Empty(await queue.ForgottenAsync());
        Assert.Empty((await queue.ClaimAsync()).Members);
    }

    [Fact]
    public async Task GatewayThatGoesOn_PutsLaterIdsThere_AndTheyAreMovedWhenTheEarlierOnesAreGone()
    {
        await using TestQueue queue = await redis.OpenAsync();
        await queue.EnqueueAsync(TestQueue.Site(1));
        string epoch = await queue.EpochAsync();

        // As if the clock were stepped back after the entry.
        await queue.Database.HashSetAsync(QueueKeys.Default.Clock(TestQueue.Partition), "floor", await queue.NowAsync() + 3_600_000);
        await queue.EnqueueAsync(Site);
        EntryId last = Parse(Assert.Single(await queue.IdsAsync(Site)));
        await queue.Database.HashSetAsync(QueueKeys.Default.Clock(TestQueue.Partition), "floor", 0);
        Assert.Equal(2, await MoveAsync(queue));
        await queue.EnqueueAsync(Site);
        Assert.True(Parse(Assert.Single(await queue.IdsAsync(Site))).CompareTo(last) > 0);
        Assert.Equal(0, await MoveAsync(queue));

        var consumer = new QueueConsumer(queue.Redis, Present);
        QueueClaim claim = await consumer.ClaimAsync(TestQueue.Partition, 10, TimeSpan.FromSeconds(5));
        await consumer.ReleaseAsync(TestQueue.Partition, new SiteStreamRef(epoch, Site), claim.Token, last.Next, TimeSpan.Zero);
        Assert.Equal(1, await MoveAsync(queue));
        Assert.Equal(1, (await consumer.ReadBacklogAsync(TestQueue.Partition, new SiteStreamRef(epoch, Site), last)).Events);
        Assert.Equal(2, await new QueueLength(queue.Redis, Present).CountEntriesAsync());
    }

    [Fact]
    public async Task StreamThatIsMoved_LeavesTheLastIdBehind()
    {
        await using TestQueue queue = await redis.OpenAsync();
        await queue.EnqueueAsync(Site);
        RedisKey stream = await queue.StreamAsync(Site);
        await queue.Database.StreamAddAsync(stream, "b", "x", "1152921504606846976-7");

        Assert.Equal(1, await MoveAsync(queue));
        await queue.EnqueueAsync(Site);

        EntryId next = Parse(Assert.Single(await queue.IdsAsync(Site)));
        Assert.True(next.CompareTo(new EntryId(1UL << 60, 7)) > 0, next.ToString());
    }

    [Fact]
    public async Task MembersThatAreNoSites_AndKeysThatAreNoStreams_AreTakenAlongOrQuarantined()
    {
        await using TestQueue queue = await redis.OpenAsync();
        await queue.EnqueueAsync(Site);
        string epoch = await queue.EpochAsync();
        string wrong = QueueKeys.Member(epoch, TestQueue.Site(1));
        await queue.Database.StringSetAsync(QueueKeys.Default.Stream(TestQueue.Partition, wrong), "x");
        byte[] odd = [0xff, 0x00, 0x7b];
        foreach (RedisValue member in (RedisValue[])[wrong, odd])
        {
            await queue.Database.SortedSetAddAsync(QueueKeys.Default.Ready(TestQueue.Partition), member, 1);
        }

        Assert.Equal(1, await MoveAsync(queue));
        Assert.Equal(0, await queue.Database.SortedSetLengthAsync(QueueKeys.Default.Ready(TestQueue.Partition)));
        Assert.Equal([wrong], (await queue.Database.SetMembersAsync(Present.Quarantined(TestQueue.Partition))).Select(member => (string)member!));
    }

    private static Task<long> MoveAsync(TestQueue queue) => new LegacyStreams(queue.Redis, QueueKeys.Default, Present).MoveAsync(TestQueue.Partition);

    private static EntryId Parse(string id)
    {
        Assert.True(EntryId.TryParse(System.Text.Encoding.ASCII.GetBytes(id), out EntryId parsed));
        return parsed;
    }
}
