using System.Text;
using Footfall.Servers;
using StackExchange.Redis;

namespace Footfall.Queue;

public abstract class EnqueueTests(RedisFixture redis)
{
    public sealed class OnOneServer(OneServer redis) : EnqueueTests(redis), IClassFixture<OneServer>;

    public sealed class OnCluster(ThreeServers redis) : EnqueueTests(redis), IClassFixture<ThreeServers>;

    [Fact]
    public async Task Entry_OfNewSite_IsInItsStreamAndTheSiteIsDue()
    {
        await using TestQueue queue = await redis.OpenAsync();
        var outcomes = new EnqueueOutcome[1];

        Exception? failure = await queue.Producer.EnqueueAsync(
            [new EnqueueEntry(TestQueue.Partition, TestQueue.Site(0), 3, new byte[] { 1, 0, 255 })], TestQueue.Unlimited, outcomes);

        Assert.Null(failure);
        Assert.Equal([EnqueueOutcome.Accepted], outcomes);
        StreamEntry entry = Assert.Single(await queue.Database.StreamRangeAsync(await queue.StreamAsync(TestQueue.Site(0))));
        Assert.Equal((RedisValue)3, entry["n"]);
        Assert.Equal([1, 0, 255], (byte[])entry["b"]!);
        Assert.InRange((await queue.ScoreAsync(TestQueue.Site(0)))!.Value, 1, await queue.NowAsync());
    }

    [Fact]
    public async Task Entry_ThatIsTraced_CarriesItsContextAndNoOtherDoes()
    {
        const string Context = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        await using TestQueue queue = await redis.OpenAsync();
        var entry = new EnqueueEntry(TestQueue.Partition, TestQueue.Site(0), 1, new byte[] { 2, 0 });

        await queue.Producer.EnqueueAsync([entry, entry with { Trace = Context }, entry], TestQueue.Unlimited, new EnqueueOutcome[3]);

        StreamEntry[] stored = await queue.Database.StreamRangeAsync(await queue.StreamAsync(TestQueue.Site(0)));
        Assert.Equal(["n b t", "n b t c", "n b t"], stored.Select(each => string.Join(' ', each.Values.Select(field => field.Name))));
        Assert.Equal(Context, (string?)stored[1][QueueKeys.TraceField]);
    }

    [Fact]
    public async Task Entries_OfOneSiteInOneCall_KeepTheirOrder()
    {
        await using TestQueue queue = await redis.OpenAsync();
        EnqueueEntry[] entries = [.. Enumerable.Range(0, 20).Select(i => new EnqueueEntry(TestQueue.Partition, TestQueue.Site(0), 1, new[] { (byte)i }))];

        await queue.Producer.EnqueueAsync(entries, TestQueue.Unlimited, new EnqueueOutcome[20]);

        StreamEntry[] stored = await queue.Database.StreamRangeAsync(await queue.StreamAsync(TestQueue.Site(0)));
        Assert.Equal(Enumerable.Range(0, 20), stored.Select(entry => (int)((byte[])entry["b"]!)[0]));
    }

    [Fact]
    public async Task Site_AtItsLimit_IsFullAndItsNeighbourIsNot()
    {
        await using TestQueue queue = await redis.OpenAsync();

        EnqueueOutcome[] outcomes = await queue.EnqueueAsync(
            2, TestQueue.Site(0), TestQueue.Site(0), TestQueue.Site(0), TestQueue.Site(1));

        Assert.Equal(
            [EnqueueOutcome.Accepted, EnqueueOutcome.Accepted, EnqueueOutcome.SiteFull, EnqueueOutcome.Accepted], outcomes);
        Assert.Equal(2, (await queue.IdsAsync(TestQueue.Site(0))).Length);
    }

    [Fact]
    public async Task Entry_OfSiteThatHasEntriesButIsNotReady_MakesItReady()
    {
        await using TestQueue queue = await redis.OpenAsync();
        await queue.EnqueueAsync(TestQueue.Site(0));
        await queue.Database.KeyDeleteAsync(QueueKeys.Default.Ready(TestQueue.Partition));

        await queue.EnqueueAsync(TestQueue.Site(0));

        Assert.NotNull(await queue.ScoreAsync(TestQueue.Site(0)));
    }

    [Fact]
    public async Task KeyThatIsNoStream_IsQuarantinedAndItsNeighboursAreAccepted()
    {
        await using TestQueue queue = await redis.OpenAsync();
        await queue.EnqueueAsync(TestQueue.Site(0));
        await queue.Database.StringSetAsync(await queue.StreamAsync(TestQueue.Site(1)), "not a stream");

        EnqueueOutcome[] outcomes = await queue.EnqueueAsync(TestQueue.Site(0), TestQueue.Site(1), TestQueue.Site(2));

        Assert.Equal([EnqueueOutcome.Accepted, EnqueueOutcome.Quarantined, EnqueueOutcome.Accepted], outcomes);
        Assert.Equal(
            [QueueKeys.Member(await queue.EpochAsync(), TestQueue.Site(1))],
            (await queue.Database.SetMembersAsync(QueueKeys.Default.Quarantined(TestQueue.Partition))).Select(member => (string)member!));
        Assert.Null(await queue.ScoreAsync(TestQueue.Site(1)));
    }

    [Theory]
    [InlineData("clock")]
    [InlineData("ready")]
    public async Task KeyOfThePartitionThatIsOfAnotherType_AcceptsNothingAndStoresNothing(string key)
    {
        await using TestQueue queue = await redis.OpenAsync();
        await queue.EnqueueAsync(TestQueue.Site(0));
        string epoch = await queue.EpochAsync();
        await queue.Database.KeyDeleteAsync($"footfall:{{{TestQueue.Partition}}}:{key}");
        await queue.Database.StringSetAsync($"footfall:{{{TestQueue.Partition}}}:{key}", "x");

        EnqueueOutcome[] outcomes = await queue.EnqueueAsync(TestQueue.Site(1));

        Assert.NotEqual(EnqueueOutcome.Accepted, Assert.Single(outcomes));
        Assert.False(await queue.Database.KeyExistsAsync(QueueKeys.Default.Stream(TestQueue.Partition, QueueKeys.Member(epoch, TestQueue.Site(1)))));
    }

    [Theory]
    [InlineData("{1}:q:{}")]
    [InlineData("a:b}{c::")]
    [InlineData(" a\tb\r\n'\"\\*?[x] ")]
    [InlineData("сайт-🦶-\u0001\uffff")]
    public async Task SiteId_OfOddText_ComesBackFromTheClaimAsItWas(string text)
    {
        await using TestQueue queue = await redis.OpenAsync();
        string site = InPartition(text);

        Assert.Equal([EnqueueOutcome.Accepted], await queue.EnqueueAsync(site));

        Assert.True(SiteStreamRef.TryParse(Assert.Single((await queue.ClaimAsync()).Members), out SiteStreamRef member));
        Assert.Equal(await queue.MemberAsync(site), member);
        Assert.Single(await queue.Consumer.ReadAsync(TestQueue.Partition, member, EntryId.None, 10));
    }

    [Fact]
    public async Task Wake_IsPublishedWhenASiteBecomesReadyAndNotAgain()
    {
        await using TestQueue queue = await redis.OpenAsync();
        ISubscriber subscriber = queue.Redis.GetSubscriber();
        ChannelMessageQueue messages = await subscriber.SubscribeAsync(RedisChannel.Pattern(QueueKeys.Default.WakePattern));

        // The messages of one server arrive in order, possibly after some of the previous test.
        await queue.Server.ExecuteAsync("PUBLISH", QueueKeys.Default.Wake(63), "begin");
        await Eventually.TrueAsync(async () => (await messages.ReadAsync()).Message == "begin");
        await queue.EnqueueAsync(TestQueue.Site(0));
        await queue.EnqueueAsync(TestQueue.Site(0));
        await queue.Server.ExecuteAsync("PUBLISH", QueueKeys.Default.Wake(63), "end");

        ChannelMessage first = await messages.ReadAsync().AsTask().WithinLimitAsync();
        Assert.True(QueueKeys.TryParseWake(first.Channel!, out int partition));
        Assert.Equal(TestQueue.Partition, partition);
        Assert.Equal("end", (await messages.ReadAsync().AsTask().WithinLimitAsync()).Message);
    }

    [Fact]
    public async Task Scripts_AfterTheServerForgotThem_AreSentAgain()
    {
        await using TestQueue queue = await redis.OpenAsync();
        await queue.Server.ScriptFlushAsync();

        Assert.Equal([EnqueueOutcome.Accepted], await queue.EnqueueAsync(TestQueue.Site(0)));
        await queue.Server.ScriptFlushAsync();
        QueueClaim claim = await queue.ClaimAsync();
        await queue.Server.ScriptFlushAsync();
        await queue.Consumer.ReleaseAsync(TestQueue.Partition, await queue.MemberAsync(TestQueue.Site(0)), claim.Token, null, TimeSpan.Zero);
        await queue.Server.ScriptFlushAsync();
        await queue.Consumer.QuarantineAsync(TestQueue.Partition, claim.Members[0]);
        await queue.Server.ScriptFlushAsync();
        Assert.Equal(1, await new ReadySetRepair(queue.Redis, QueueKeys.Default).RunAsync(TestQueue.Partition, CancellationToken.None));
    }

    private static string InPartition(string text) =>
        Enumerable.Range(0, int.MaxValue).Select(i => text + i).First(site => SitePartition.Of(Encoding.UTF8.GetBytes(site)) == TestQueue.Partition);
}
