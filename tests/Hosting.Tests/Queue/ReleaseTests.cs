using System.Text;
using Footfall.Servers;

namespace Footfall.Queue;

public abstract class ReleaseTests(RedisFixture redis)
{
    public sealed class OnOneServer(OneServer redis) : ReleaseTests(redis), IClassFixture<OneServer>;

    public sealed class OnCluster(ThreeServers redis) : ReleaseTests(redis), IClassFixture<ThreeServers>;

    private static readonly string Site = TestQueue.Site(0);

    [Fact]
    public async Task Trim_TakesTheCheckpointToo()
    {
        await using TestQueue queue = await redis.OpenAsync();
        await queue.EnqueueAsync(Site, Site, Site, Site, Site);
        string[] ids = await queue.IdsAsync(Site);

        long left = await ReleaseAsync(queue, (await queue.ClaimAsync()).Token, Id(ids[2]).Next);

        Assert.Equal(2, left);
        Assert.Equal(ids[3..], await queue.IdsAsync(Site));
    }

    [Fact]
    public async Task Trim_AfterTheLastSequenceNumberOfAMillisecond_KeepsTheNextMillisecond()
    {
        await using TestQueue queue = await redis.OpenAsync();
        await queue.EnqueueAsync(Site);
        foreach (string id in new[] { "9000000000000-18446744073709551615", "9000000000001-0" })
        {
            await queue.Database.StreamAddAsync(await queue.StreamAsync(Site), "b", "x", id);
        }

        Assert.Equal(1, await ReleaseAsync(queue, "0", new EntryId(9000000000000, ulong.MaxValue).Next));
        Assert.Equal(["9000000000001-0"], await queue.IdsAsync(Site));
    }

    [Fact]
    public async Task Trim_WithoutAnId_TakesNothing()
    {
        await using TestQueue queue = await redis.OpenAsync();
        await queue.EnqueueAsync(Site, Site);

        Assert.Equal(2, await ReleaseAsync(queue, (await queue.ClaimAsync()).Token, null));
        Assert.Equal(2, (await queue.IdsAsync(Site)).Length);
    }

    [Fact]
    public async Task Release_WithItsToken_MakesTheSiteDueAfterTheDelay()
    {
        await using TestQueue queue = await redis.OpenAsync();
        await queue.EnqueueAsync(Site);
        string token = (await queue.ClaimAsync()).Token;
        long before = await queue.NowAsync();

        await ReleaseAsync(queue, token, null, TimeSpan.FromSeconds(2));

        Assert.InRange((await queue.ScoreAsync(Site))!.Value, before + 2000, await queue.NowAsync() + 2000);
    }

    [Fact]
    public async Task Release_WithAnotherToken_LeavesTheClaimToItsOwner()
    {
        await using TestQueue queue = await redis.OpenAsync();
        await queue.EnqueueAsync(Site, Site);
        string token = (await queue.ClaimAsync()).Token;
        EntryId first = Id((await queue.IdsAsync(Site))[0]);

        Assert.Equal(1, await ReleaseAsync(queue, "12345", first.Next));

        Assert.Equal(double.Parse(token), await queue.ScoreAsync(Site));
    }

    [Fact]
    public async Task Release_Repeated_ChangesNothingMore()
    {
        await using TestQueue queue = await redis.OpenAsync();
        await queue.EnqueueAsync(Site, Site);
        string first = (await queue.ClaimAsync()).Token;
        EntryId trimTo = Id((await queue.IdsAsync(Site))[0]).Next;
        await ReleaseAsync(queue, first, trimTo);
        string second = (await queue.Consumer.ClaimAsync(TestQueue.Partition, 1, TimeSpan.FromSeconds(20))).Token;

        Assert.Equal(1, await ReleaseAsync(queue, first, trimTo));

        Assert.Equal(double.Parse(second), await queue.ScoreAsync(Site));
        Assert.Single(await queue.IdsAsync(Site));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Release_OfEmptiedSite_ForgetsItWhateverTheToken(bool ownToken)
    {
        await using TestQueue queue = await redis.OpenAsync();
        await queue.EnqueueAsync(Site, Site);
        string token = (await queue.ClaimAsync()).Token;
        EntryId last = Id((await queue.IdsAsync(Site))[1]);

        Assert.Equal(0, await ReleaseAsync(queue, ownToken ? token : "12345", last.Next));

        Assert.False(await queue.Database.KeyExistsAsync(await queue.StreamAsync(Site)));
        Assert.Null(await queue.ScoreAsync(Site));
        Assert.Equal((long)last.Ms + 1, (long)await queue.ClockAsync("floor"));
    }

    [Fact]
    public async Task Release_OfSiteWithEntriesThatIsNotReady_MakesItReady()
    {
        await using TestQueue queue = await redis.OpenAsync();
        await queue.EnqueueAsync(Site);
        await queue.Database.KeyDeleteAsync(QueueKeys.Default.Ready(TestQueue.Partition));

        Assert.Equal(1, await ReleaseAsync(queue, "12345", null));

        Assert.NotNull(await queue.ScoreAsync(Site));
    }

    [Fact]
    public async Task Release_OfSiteWithoutAStream_TakesItOutOfTheReadySet()
    {
        await using TestQueue queue = await redis.OpenAsync();
        await queue.EnqueueAsync(Site);
        await queue.Database.KeyDeleteAsync(await queue.StreamAsync(Site));

        Assert.Equal(0, await ReleaseAsync(queue, "12345", new EntryId(1, 0)));

        Assert.Null(await queue.ScoreAsync(Site));
    }

    [Fact]
    public async Task FullRedis_RefusesEntriesAndStillLetsSitesBeDrained()
    {
        await using TestQueue queue = await redis.OpenAsync();
        string other = TestQueue.Site(1);
        await queue.EnqueueAsync(Site, Site, other);
        string[] ids = await queue.IdsAsync(Site);
        await queue.ConfigureAsync("maxmemory", 1);
        try
        {
            Assert.Equal([EnqueueOutcome.Unavailable], await queue.EnqueueAsync(Site));
            Assert.Equal(ids, await queue.IdsAsync(Site));

            QueueClaim claim = await queue.ClaimAsync();
            Assert.Equal(2, claim.Members.Length);
            Assert.Equal(1, await ReleaseAsync(queue, claim.Token, Id(ids[0]).Next));
            Assert.Equal(0, await ReleaseAsync(queue, claim.Token, Id(ids[1]).Next));
            await queue.Consumer.QuarantineAsync(TestQueue.Partition, Encoding.UTF8.GetBytes(QueueKeys.Member(await queue.EpochAsync(), other)));
            Assert.Equal(1, await new ReadySetRepair(queue.Redis, QueueKeys.Default).RunAsync(TestQueue.Partition, CancellationToken.None));
        }
        finally
        {
            await queue.ConfigureAsync("maxmemory", 0);
        }

        Assert.Equal([EnqueueOutcome.Accepted], await queue.EnqueueAsync(Site));
    }

    [Fact]
    public async Task Position_OfOneServerOnlyGoesUp_AndOfAnotherReplacesIt()
    {
        await using TestQueue queue = await redis.OpenAsync();
        await queue.EnqueueAsync(Site);
        SiteStreamRef member = await queue.MemberAsync(Site);
        foreach ((string given, string kept) in new[]
        {
            ("7/00000001/000000000000000B", "7/00000001/000000000000000B"),
            ("7/00000001/000000000000000A", "7/00000001/000000000000000B"),
            ("", "7/00000001/000000000000000B"),
            ("7/00000002/0000000000000001", "7/00000002/0000000000000001"),
            ("77/00000001/0000000000000001", "77/00000001/0000000000000001"),
        })
        {
            await queue.Consumer.ReleaseAsync(TestQueue.Partition, member, "0", null, TimeSpan.Zero, given);

            Assert.Equal(kept, await queue.ClockAsync(QueueKeys.PositionField));
        }
    }

    private static async Task<long> ReleaseAsync(TestQueue queue, string token, EntryId? trimTo, TimeSpan delay = default) =>
        await queue.Consumer.ReleaseAsync(TestQueue.Partition, await queue.MemberAsync(Site), token, trimTo, delay);

    private static EntryId Id(string text)
    {
        Assert.True(EntryId.TryParse(Encoding.ASCII.GetBytes(text), out EntryId id));
        return id;
    }
}
