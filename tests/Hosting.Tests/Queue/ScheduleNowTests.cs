using Footfall.Servers;
using StackExchange.Redis;

namespace Footfall.Queue;

public abstract class ScheduleNowTests(RedisFixture redis)
{
    public sealed class OnOneServer(OneServer redis) : ScheduleNowTests(redis), IClassFixture<OneServer>;

    public sealed class OnCluster(ThreeServers redis) : ScheduleNowTests(redis), IClassFixture<ThreeServers>;

    private static readonly string Site = TestQueue.Site(0);

    [Fact]
    public async Task RestingSite_IsDueAtOnceInAllItsStreams_AndTheSilosAreTold()
    {
        await using TestQueue queue = await redis.OpenAsync();
        await queue.EnqueueAsync(Site, TestQueue.Site(1));
        string former = QueueKeys.Member(await queue.EpochAsync(), Site);
        await queue.Database.HashSetAsync(QueueKeys.Default.Clock(TestQueue.Partition), "life", "another");
        await queue.EnqueueAsync(Site);
        QueueClaim claim = await queue.ClaimAsync();
        Assert.Equal(3, claim.Members.Length);
        ChannelMessageQueue wakes = await queue.Redis.GetSubscriber().SubscribeAsync(RedisChannel.Literal(QueueKeys.Default.Wake(TestQueue.Partition)));

        // The servers of a cluster start to forward messages some time after they have begun to serve.
        await Eventually.TrueAsync(() =>
        {
            queue.Server.Execute("PUBLISH", QueueKeys.Default.Wake(TestQueue.Partition), "begin");
            return wakes.TryRead(out _);
        });

        Assert.Equal(2, await queue.Consumer.ScheduleNowAsync(TestQueue.Partition, Site));

        await Eventually.TrueAsync(() => wakes.TryRead(out ChannelMessage wake) && wake.Message != "begin");
        QueueClaim again = await queue.ClaimAsync();
        Assert.Equal(
            new[] { former, QueueKeys.Member(await queue.EpochAsync(), Site) }.Order(),
            again.Members.Select(member => System.Text.Encoding.UTF8.GetString(member)).Order());
    }

    [Fact]
    public async Task SiteThatIsDueOrHasNoEntries_StaysAsItIs()
    {
        await using TestQueue queue = await redis.OpenAsync();
        Assert.Equal(0, await queue.Consumer.ScheduleNowAsync(TestQueue.Partition, Site));
        await queue.EnqueueAsync(Site);
        double? due = await queue.ScoreAsync(Site);

        Assert.Equal(0, await queue.Consumer.ScheduleNowAsync(TestQueue.Partition, Site));
        Assert.Equal(0, await queue.Consumer.ScheduleNowAsync(TestQueue.Partition, TestQueue.Site(1)));

        Assert.Equal(due, await queue.ScoreAsync(Site));
        Assert.Null(await queue.ScoreAsync(TestQueue.Site(1)));
    }
}
