using Footfall.Servers;

namespace Footfall.Queue;

public abstract class ReadySetRepairTests(RedisFixture redis)
{
    public sealed class OnOneServer(OneServer redis) : ReadySetRepairTests(redis), IClassFixture<OneServer>;

    public sealed class OnCluster(ThreeServers redis) : ReadySetRepairTests(redis), IClassFixture<ThreeServers>;

    [Fact]
    public async Task Sweep_AfterTheReadySetWasLost_MakesEverySiteReadyAgain()
    {
        await using TestQueue queue = await redis.OpenAsync();
        await queue.EnqueueAsync([.. Enumerable.Range(0, 700).Select(TestQueue.Site)]);
        await queue.Database.KeyDeleteAsync(QueueKeys.Default.Ready(TestQueue.Partition));

        Assert.Equal(700, await SweepAsync(queue));

        Assert.Empty(await queue.ForgottenAsync());
        Assert.Equal(0, await SweepAsync(queue));
    }

    [Fact]
    public async Task Sweep_LeavesScoresAndOtherPartitionsAlone()
    {
        await using TestQueue queue = await redis.OpenAsync();
        await queue.EnqueueAsync(TestQueue.Site(0), TestQueue.Site(1));
        await queue.Database.SortedSetRemoveAsync(
            QueueKeys.Default.Ready(TestQueue.Partition), QueueKeys.Member(await queue.EpochAsync(), TestQueue.Site(1)));
        await queue.Database.StreamAddAsync(QueueKeys.Default.Stream(55, "0123456789abcdef:x"), "b", "x");
        await queue.ClaimAsync();
        double? leased = await queue.ScoreAsync(TestQueue.Site(0));

        Assert.Equal(1, await SweepAsync(queue));

        Assert.Equal(leased, await queue.ScoreAsync(TestQueue.Site(0)));
        Assert.False(await queue.Database.KeyExistsAsync(QueueKeys.Default.Ready(55)));
    }

    [Fact]
    public async Task Sweep_OfOddNames_GivesTheMembersAsTheyWere()
    {
        await using TestQueue queue = await redis.OpenAsync();
        byte[] odd = [.. "0123456789abcdef:{}*"u8, 0xFF, 0x00];
        byte[] key = [.. System.Text.Encoding.ASCII.GetBytes(QueueKeys.Default.Stream(TestQueue.Partition, "")), .. odd];
        await queue.Database.StreamAddAsync(key, "b", "x");

        Assert.Equal(1, await SweepAsync(queue));

        Assert.Equal(odd, Assert.Single((await queue.ClaimAsync()).Members));
    }

    [Fact]
    public async Task Sweep_ForgetsRetiredEpochsWithoutStreamsAndKeepsTheOthers()
    {
        await using TestQueue queue = await redis.OpenAsync();
        var epochs = new List<string>();
        for (int life = 0; life < 4; life++)
        {
            await queue.Database.HashSetAsync(QueueKeys.Default.Clock(TestQueue.Partition), "life", $"another {life}");
            await queue.EnqueueAsync(TestQueue.Site(life));
            epochs.Add(await queue.EpochAsync());
        }

        await queue.Database.KeyDeleteAsync(QueueKeys.Default.Stream(TestQueue.Partition, QueueKeys.Member(epochs[1], TestQueue.Site(1))));
        await SweepAsync(queue);

        Assert.Equal($"{epochs[0]} {epochs[2]}", await queue.ClockAsync("old"));
        Assert.Equal(epochs[3], await queue.EpochAsync());
        Assert.Equal([EnqueueOutcome.Accepted], await queue.EnqueueAsync(TestQueue.Site(3)));
        Assert.Equal(2, (await queue.IdsAsync(TestQueue.Site(3))).Length);
    }

    [Fact]
    public async Task Sweep_OfAnEmptyPartition_LeavesNothingBehind()
    {
        await using TestQueue queue = await redis.OpenAsync();

        Assert.Equal(0, await SweepAsync(queue));

        Assert.Equal(0, await queue.Server.DatabaseSizeAsync());
    }

    private static Task<long> SweepAsync(TestQueue queue) => new ReadySetRepair(queue.Redis, QueueKeys.Default).RunAsync(TestQueue.Partition, CancellationToken.None);
}
