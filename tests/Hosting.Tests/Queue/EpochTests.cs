using Footfall.Servers;

namespace Footfall.Queue;

public abstract class EpochTests(RedisFixture redis)
{
    public sealed class OnOneServer(OneServer redis) : EpochTests(redis), IClassFixture<OneServer>;

    public sealed class OnCluster(ThreeServers redis) : EpochTests(redis), IClassFixture<ThreeServers>;

    [Fact]
    public async Task Epoch_IsSixteenHexDigitsAndStaysWhileTheServerDoes()
    {
        await using TestQueue queue = await redis.OpenAsync();
        await queue.EnqueueAsync(TestQueue.Site(0));
        string epoch = await queue.EpochAsync();

        await queue.EnqueueAsync(TestQueue.Site(0));
        var another = new QueueProducer(queue.Redis, QueueKeys.Default);
        await another.EnqueueAsync([new EnqueueEntry(TestQueue.Partition, TestQueue.Site(0), 1, new byte[] { 1 })], TestQueue.Unlimited, new EnqueueOutcome[1]);

        Assert.Matches("^[0-9a-f]{16}$", epoch);
        Assert.Equal(epoch, await queue.EpochAsync());
        Assert.Equal("", await queue.ClockAsync("old"));
        Assert.Equal(3, (await queue.IdsAsync(TestQueue.Site(0))).Length);
    }

    [Fact]
    public async Task Restart_OfRedis_BeginsANewEpochAndKeepsTheOldOnesEntriesReady()
    {
        await using TestQueue queue = await redis.OpenAsync();
        await queue.EnqueueAsync(TestQueue.Site(0));
        string before = await queue.EpochAsync();

        await redis.RestartAsync();
        await Eventually.TrueAsync(() => queue.IsConnected);
        Assert.Equal([EnqueueOutcome.Accepted], await queue.EnqueueAsync(TestQueue.Site(0)));

        string after = await queue.EpochAsync();
        Assert.NotEqual(before, after);
        Assert.Equal(before, await queue.ClockAsync("old"));
        Assert.Equal(
            new[] { before, after }.Select(epoch => QueueKeys.Member(epoch, TestQueue.Site(0))).Order(),
            (await queue.ClaimAsync()).Members.Select(System.Text.Encoding.UTF8.GetString).Order());
        Assert.Single(await queue.Consumer.ReadAsync(TestQueue.Partition, new SiteStreamRef(before, TestQueue.Site(0)), EntryId.None, 10));
        Assert.Single(await queue.Consumer.ReadAsync(TestQueue.Partition, new SiteStreamRef(after, TestQueue.Site(0)), EntryId.None, 10));
    }

    [Fact]
    public async Task Restart_OfRedis_MakesClaimedSitesDueAgain()
    {
        await using TestQueue queue = await redis.OpenAsync();
        await queue.EnqueueAsync(TestQueue.Site(0), TestQueue.Site(1));
        Assert.Single((await queue.Consumer.ClaimAsync(TestQueue.Partition, 1, TimeSpan.FromSeconds(50))).Members);

        await redis.RestartAsync();
        await Eventually.TrueAsync(() => queue.IsConnected);

        Assert.Equal(2, (await queue.ClaimAsync()).Members.Length);
        Assert.Empty((await queue.ClaimAsync()).Members);
    }

    [Fact]
    public async Task FlushAll_BeginsANewEpoch()
    {
        await using TestQueue queue = await redis.OpenAsync();
        await queue.EnqueueAsync(TestQueue.Site(0));
        string before = await queue.EpochAsync();

        await queue.EmptyAsync();
        Assert.Equal([EnqueueOutcome.Accepted], await queue.EnqueueAsync(TestQueue.Site(0)));

        Assert.NotEqual(before, await queue.EpochAsync());
        Assert.Single(await queue.IdsAsync(TestQueue.Site(0)));
    }

    [Fact]
    public async Task EachChangeOfEpoch_TakesAFreshOneAndRetiresTheLast()
    {
        await using TestQueue queue = await redis.OpenAsync();
        var epochs = new List<string>();
        for (int life = 0; life < 5; life++)
        {
            await queue.Database.HashSetAsync(QueueKeys.Default.Clock(TestQueue.Partition), "life", $"another {life}");
            Assert.Equal([EnqueueOutcome.Accepted], await queue.EnqueueAsync(TestQueue.Site(0)));
            epochs.Add(await queue.EpochAsync());
            Assert.Single(await queue.IdsAsync(TestQueue.Site(0)));
        }

        Assert.Distinct(epochs);
        Assert.Equal(string.Join(' ', epochs[..4]), await queue.ClockAsync("old"));
    }

    [Fact]
    public async Task Floor_OfThePartition_IsBelowEveryIdOfANewStream()
    {
        await using TestQueue queue = await redis.OpenAsync();
        await queue.EnqueueAsync(TestQueue.Site(0));
        long floor = await queue.NowAsync() + 1_000_000;
        await queue.Database.HashSetAsync(QueueKeys.Default.Clock(TestQueue.Partition), "floor", floor);

        await queue.EnqueueAsync(TestQueue.Site(0), TestQueue.Site(1), TestQueue.Site(1));

        Assert.Equal([$"{floor}-0", $"{floor}-1"], await queue.IdsAsync(TestQueue.Site(1)));
        Assert.All(await queue.IdsAsync(TestQueue.Site(0)), id => Assert.True(ulong.Parse(id.Split('-')[0]) < (ulong)floor));
    }

    [Theory]
    [InlineData("9999999999999-5")]
    [InlineData("4503599627370495-18446744073709551614")]
    public async Task Stream_DeletedWhenEmpty_NeverGivesAnIdAtOrBelowItsLastOneAgain(string last)
    {
        await using TestQueue queue = await redis.OpenAsync();
        await queue.EnqueueAsync(TestQueue.Site(0));
        await queue.Database.StreamAddAsync(await queue.StreamAsync(TestQueue.Site(0)), "b", "x", last);
        Assert.True(EntryId.TryParse(System.Text.Encoding.ASCII.GetBytes(last), out EntryId checkpoint));

        Assert.Equal(0, await queue.Consumer.ReleaseAsync(
            TestQueue.Partition, await queue.MemberAsync(TestQueue.Site(0)), "0", checkpoint.Next, TimeSpan.Zero));
        Assert.False(await queue.Database.KeyExistsAsync(await queue.StreamAsync(TestQueue.Site(0))));

        Assert.Equal([EnqueueOutcome.Accepted, EnqueueOutcome.Accepted], await queue.EnqueueAsync(TestQueue.Site(0), TestQueue.Site(1)));
        Assert.Equal($"{checkpoint.Ms + 1}-0", Assert.Single(await queue.IdsAsync(TestQueue.Site(0))));
    }

    [Fact]
    public async Task Entry_WithAnIdBeyondExactNumbers_LeavesTheOtherSitesAlone()
    {
        await using TestQueue queue = await redis.OpenAsync();
        await queue.EnqueueAsync(TestQueue.Site(0));
        var last = new EntryId(ulong.MaxValue - 1, 3);
        await queue.Database.StreamAddAsync(await queue.StreamAsync(TestQueue.Site(0)), "b", "x", last.ToString());
        await queue.Consumer.ReleaseAsync(
            TestQueue.Partition, await queue.MemberAsync(TestQueue.Site(0)), "0", last.Next, TimeSpan.Zero);

        Assert.Null(await queue.ScoreAsync(TestQueue.Site(0)));
        Assert.Equal([EnqueueOutcome.Accepted, EnqueueOutcome.Accepted], await queue.EnqueueAsync(TestQueue.Site(0), TestQueue.Site(1)));
        Assert.Equal([last.Next.ToString()], await queue.IdsAsync(TestQueue.Site(0)));
    }
}
