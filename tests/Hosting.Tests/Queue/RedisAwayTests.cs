using System.Diagnostics;
using Footfall.Servers;

namespace Footfall.Queue;

public sealed class RedisAwayTests(RedisFixture redis) : IClassFixture<RedisFixture>
{
    /// <summary>The promise is two seconds (see the connection's time-outs); a busy machine may stretch them.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task Enqueue_WhileRedisIsStopped_IsUnavailableAtOnceAndRecovers()
    {
        await using TestQueue queue = await redis.OpenAsync();
        await queue.EnqueueAsync(TestQueue.Site(0));
        await redis.Server.StopAsync();
        try
        {
            await Eventually.TrueAsync(() => !queue.Redis.IsConnected);
            long start = Stopwatch.GetTimestamp();
            Assert.Equal([EnqueueOutcome.Unavailable], await queue.EnqueueAsync(TestQueue.Site(0)));
            Assert.True(Stopwatch.GetElapsedTime(start) < Limit);
        }
        finally
        {
            await redis.Server.RestartAsync();
        }

        await Eventually.TrueAsync(async () => (await queue.EnqueueAsync(TestQueue.Site(1)))[0] == EnqueueOutcome.Accepted);
        Assert.Single(await queue.IdsAsync(TestQueue.Site(1)));
    }

    [Fact]
    public async Task Enqueue_WhoseAnswerIsLate_IsUnknownWithinTheLimitAndNeverSentAgain()
    {
        await using TestQueue queue = await redis.OpenAsync();
        await queue.EnqueueAsync(TestQueue.Site(0));
        redis.Server.Freeze();
        try
        {
            long start = Stopwatch.GetTimestamp();
            Assert.Equal([EnqueueOutcome.Unknown], await queue.EnqueueAsync(TestQueue.Site(0)));
            Assert.True(Stopwatch.GetElapsedTime(start) < Limit);
        }
        finally
        {
            redis.Server.Thaw();
        }

        // The command was on its way: it may take effect or be lost with its connection, but nobody sends it a second time.
        await Eventually.TrueAsync(async () => (await queue.EnqueueAsync(TestQueue.Site(1)))[0] == EnqueueOutcome.Accepted);
        Assert.InRange((await queue.IdsAsync(TestQueue.Site(0))).Length, 1, 2);
    }

    [Fact]
    public async Task Enqueue_OnAServerThatBecameAReplica_IsUnavailable()
    {
        await using TestQueue queue = await redis.OpenAsync();
        await queue.EnqueueAsync(TestQueue.Site(0));
        await queue.Server.ExecuteAsync("REPLICAOF", "127.0.0.1", "1");
        try
        {
            Assert.Equal([EnqueueOutcome.Unavailable], await queue.EnqueueAsync(TestQueue.Site(0)));
        }
        finally
        {
            await queue.Server.ExecuteAsync("REPLICAOF", "NO", "ONE");
        }
    }
}
