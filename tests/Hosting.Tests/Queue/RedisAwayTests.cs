using System.Diagnostics;
using Footfall.Servers;

namespace Footfall.Queue;

public abstract class RedisAwayTests(RedisFixture redis)
{
    public sealed class OnOneServer(OneServer redis) : RedisAwayTests(redis), IClassFixture<OneServer>
    {
        private readonly RedisFixture _redis = redis;

        /// <summary>A cluster's server rejects this command.</summary>
        [Fact]
        public async Task Enqueue_OnAServerThatBecameAReplica_IsUnavailable()
        {
            await using TestQueue queue = await _redis.OpenAsync();
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

    public sealed class OnCluster(ThreeServers redis) : RedisAwayTests(redis), IClassFixture<ThreeServers>;

    /// <summary>The promise is two seconds (see the connection's time-outs); a busy machine may stretch them.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task Enqueue_WhileRedisIsStopped_IsUnavailableAtOnceAndRecovers()
    {
        await using TestQueue queue = await redis.OpenAsync();
        await queue.EnqueueAsync(TestQueue.Site(0));
        await redis.StopAsync();
        try
        {
            await Eventually.TrueAsync(() => !queue.IsConnected);
            long start = Stopwatch.GetTimestamp();
            Assert.Equal([EnqueueOutcome.Unavailable], await queue.EnqueueAsync(TestQueue.Site(0)));
            Assert.True(Stopwatch.GetElapsedTime(start) < Limit);
        }
        finally
        {
            await redis.RestartAsync();
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

        // The command was in flight: it may take effect or be lost with its connection, but it is never sent twice.
        await Eventually.TrueAsync(async () => (await queue.EnqueueAsync(TestQueue.Site(1)))[0] == EnqueueOutcome.Accepted);
        Assert.InRange((await queue.IdsAsync(TestQueue.Site(0))).Length, 1, 2);
    }
}
