using System.Text;
using Footfall.Servers;

namespace Footfall.Queue;

public abstract class ClaimTests(RedisFixture redis)
{
    public sealed class OnOneServer(OneServer redis) : ClaimTests(redis), IClassFixture<OneServer>;

    public sealed class OnCluster(ThreeServers redis) : ClaimTests(redis), IClassFixture<ThreeServers>;

    [Fact]
    public async Task Claim_TakesTheSitesDueLongestUpToTheCount()
    {
        await using TestQueue queue = await redis.OpenAsync();
        foreach (int score in new[] { 3, 1, 4, 2 })
        {
            await queue.SetScoreAsync($"m{score}", score);
        }

        Assert.Equal(["m1", "m2", "m3"], Texts(await queue.ClaimAsync(3)));
        Assert.Equal(["m4"], Texts(await queue.ClaimAsync(3)));
        Assert.Empty((await queue.ClaimAsync(3)).Members);
    }

    [Fact]
    public async Task FindReady_GivesPartitionsWithSites_ClaimedOrNot()
    {
        await using TestQueue queue = await redis.OpenAsync();
        Assert.Empty(await queue.Consumer.FindReadyAsync());

        await queue.EnqueueAsync(TestQueue.Site(0));
        Assert.Equal(TestQueue.Partition, Assert.Single(await queue.Consumer.FindReadyAsync()));

        await queue.ClaimAsync();
        Assert.Equal(TestQueue.Partition, Assert.Single(await queue.Consumer.FindReadyAsync()));
    }

    [Fact]
    public async Task Claim_LeasesUntilTheTokensMoment()
    {
        await using TestQueue queue = await redis.OpenAsync();
        await queue.EnqueueAsync(TestQueue.Site(0));
        long before = await queue.NowAsync();

        QueueClaim claim = await queue.ClaimAsync();

        double score = (await queue.ScoreAsync(TestQueue.Site(0)))!.Value;
        Assert.Equal(double.Parse(claim.Token), score);
        Assert.InRange(score, before + 5000, await queue.NowAsync() + 5001); // the part of a millisecond is the mark
    }

    [Fact]
    public async Task Claim_ThatWasNotReleased_ComesDueAgainWhenTheLeaseEnds()
    {
        await using TestQueue queue = await redis.OpenAsync();
        await queue.EnqueueAsync(TestQueue.Site(0));

        QueueClaim lost = await queue.Consumer.ClaimAsync(TestQueue.Partition, 1, TimeSpan.FromMilliseconds(50));
        Assert.Single(lost.Members);
        QueueClaim? next = null;
        await Eventually.TrueAsync(async () => (next = await queue.ClaimAsync()).Members.Length == 1);

        Assert.True(double.Parse(next!.Token) > double.Parse(lost.Token));
    }

    [Fact]
    public async Task Claim_WhoseAnswerWasLost_IsTakenBackByTheNextOneOfItsCaller()
    {
        await using TestQueue queue = await redis.OpenAsync();
        await queue.EnqueueAsync(TestQueue.Site(0));
        Assert.Single((await queue.ClaimAsync()).Members);
        await queue.EnqueueAsync(TestQueue.Site(1));

        redis.Server.Freeze();
        Task<QueueClaim> lost = queue.ClaimAsync();
        await Assert.ThrowsAnyAsync<TimeoutException>(() => lost);
        redis.Server.Thaw();
        await Eventually.TrueAsync(async () => await queue.ScoreAsync(TestQueue.Site(1)) > await queue.NowAsync());

        Assert.Empty((await new QueueConsumer(queue.Redis, QueueKeys.Default).ClaimAsync(TestQueue.Partition, 9, TimeSpan.FromSeconds(5))).Members);
        Assert.Equal([await queue.MemberAsync(TestQueue.Site(1))], Members(await queue.ClaimAsync()));
        Assert.Empty((await queue.ClaimAsync()).Members);
    }

    [Fact]
    public async Task Claim_OfScoresBeyondAMinute_RescuesThem()
    {
        await using TestQueue queue = await redis.OpenAsync();
        long now = await queue.NowAsync();
        await queue.SetScoreAsync("stranded", now + 120_000);
        await queue.SetScoreAsync("leased", now + 50_000);

        QueueClaim claim = await queue.ClaimAsync();

        Assert.Equal(["stranded"], Texts(claim));
        Assert.InRange(claim.NextDue!.Value.TotalMilliseconds, 0, 5001); // the part of a millisecond is the mark
        Assert.Empty((await queue.ClaimAsync()).Members);
    }

    [Fact]
    public async Task NextDue_IsTheTimeUntilTheNextSiteOrNullWithoutOne()
    {
        await using TestQueue queue = await redis.OpenAsync();
        Assert.Null((await queue.ClaimAsync()).NextDue);

        await queue.SetScoreAsync("m", await queue.NowAsync() + 30_000);
        Assert.InRange((await queue.ClaimAsync()).NextDue!.Value.TotalMilliseconds, 20_000, 30_000);

        await queue.SetScoreAsync("n", 1);
        await queue.SetScoreAsync("o", 2);
        Assert.Equal(TimeSpan.Zero, (await queue.ClaimAsync(1)).NextDue);
    }

    [Fact]
    public async Task Members_OfAnyBytes_AreGivenAsTheyAre()
    {
        await using TestQueue queue = await redis.OpenAsync();
        byte[] odd = [0, 0xFF, (byte)'\r', (byte)'\n', 0xED, 0xA0, 0x80];
        await queue.Database.SortedSetAddAsync(QueueKeys.Default.Ready(TestQueue.Partition), odd, 1);

        Assert.Equal(odd, Assert.Single((await queue.ClaimAsync()).Members));

        await queue.Consumer.QuarantineAsync(TestQueue.Partition, odd);
        Assert.Equal(0, await queue.Database.SortedSetLengthAsync(QueueKeys.Default.Ready(TestQueue.Partition)));
        Assert.True(await queue.Database.SetContainsAsync(QueueKeys.Default.Quarantined(TestQueue.Partition), odd));
    }

    [Fact]
    public async Task Claims_AtTheSameTime_NeverShareASite()
    {
        await using TestQueue queue = await redis.OpenAsync();
        await queue.EnqueueAsync([.. Enumerable.Range(0, 200).Select(TestQueue.Site)]);

        QueueClaim[] claims = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => queue.ClaimAsync(7)));

        string[] claimed = [.. claims.SelectMany(Texts)];
        Assert.Equal(200, claimed.Length);
        Assert.Distinct(claimed);
    }

    private static SiteStreamRef[] Members(QueueClaim claim) => Array.ConvertAll(
        claim.Members, bytes => SiteStreamRef.TryParse(bytes, out SiteStreamRef member) ? member : throw new FormatException());

    private static string[] Texts(QueueClaim claim) => Array.ConvertAll(claim.Members, Encoding.UTF8.GetString);
}
