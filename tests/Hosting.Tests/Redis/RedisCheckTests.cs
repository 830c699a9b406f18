using Footfall.Servers;
using Footfall.Startup;

namespace Footfall.Redis;

public abstract class RedisCheckTests(RedisFixture redis)
{
    public sealed class OnOneServer(OneServer redis) : RedisCheckTests(redis), IClassFixture<OneServer>;

    public sealed class OnCluster(ThreeServers redis) : RedisCheckTests(redis), IClassFixture<ThreeServers>;

    [Fact]
    public async Task Check_OfASafeServer_Passes()
    {
        await using TestQueue queue = await redis.OpenAsync();
        var log = new LogLines<RedisCheck>();
        var check = new RedisCheck(queue.Redis, log);
        Assert.False(check.HasPassed);

        await check.RunAsync(CancellationToken.None).WithinLimitAsync();

        Assert.True(check.HasPassed);
        Assert.Empty(log.All);
    }

    [Theory]
    [InlineData("allkeys-lru")]
    [InlineData("volatile-ttl")]
    public async Task Check_OfAServerThatEvicts_IsAFaultThatNamesTheSetting(string policy)
    {
        await using TestQueue queue = await redis.OpenAsync();
        await queue.Server.ConfigSetAsync("maxmemory-policy", policy);
        try
        {
            var check = new RedisCheck(queue.Redis, new LogLines<RedisCheck>());

            var fault = await Assert.ThrowsAsync<StartupException>(() => check.RunAsync(CancellationToken.None).WithinLimitAsync());

            Assert.StartsWith($"REDIS_URL: the server at 127.0.0.1:{redis.Server.Port} has maxmemory-policy {policy}, ", fault.Message);
            Assert.EndsWith("run it with maxmemory-policy noeviction.", fault.Message);
            Assert.False(check.HasPassed);
        }
        finally
        {
            await queue.Server.ConfigSetAsync("maxmemory-policy", "noeviction");
        }
    }

    [Fact]
    public async Task Check_OfAServerWithoutAppendOnlyFile_WarnsAndPasses()
    {
        await using TestQueue queue = await redis.OpenAsync();
        await queue.Server.ConfigSetAsync("appendonly", "no");
        try
        {
            var log = new LogLines<RedisCheck>();
            var check = new RedisCheck(queue.Redis, log);

            await check.RunAsync(CancellationToken.None).WithinLimitAsync();

            Assert.True(check.HasPassed);
            Assert.StartsWith($"Warning: Redis at 127.0.0.1:{redis.Server.Port} keeps no append-only file", Assert.Single(log.All));
        }
        finally
        {
            await queue.Server.ConfigSetAsync("appendonly", "yes");
        }
    }

    [Fact]
    public async Task Check_WhileRedisIsAway_WaitsAndThenPasses()
    {
        await using TestQueue queue = await redis.OpenAsync();
        await redis.StopAsync();
        var log = new LogLines<RedisCheck>();
        var check = new RedisCheck(queue.Redis, log);

        Task checking = check.RunAsync(CancellationToken.None);
        try
        {
            await Eventually.TrueAsync(() => log.All.Count > 0);
            Assert.StartsWith("Warning: Redis does not answer (attempt 1): ", log.All[0]);
            Assert.False(checking.IsCompleted);
        }
        finally
        {
            await redis.RestartAsync();
        }

        await checking.WithinLimitAsync();
        Assert.True(check.HasPassed);
    }

    [Fact]
    public async Task Check_ThatIsCancelled_EndsItsWait()
    {
        await using TestQueue queue = await redis.OpenAsync();
        await redis.StopAsync();
        var log = new LogLines<RedisCheck>();
        using var stopping = new CancellationTokenSource();
        Task checking = new RedisCheck(queue.Redis, log).RunAsync(stopping.Token);
        try
        {
            await Eventually.TrueAsync(() => log.All.Count > 0);

            await stopping.CancelAsync();

            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => checking.WithinLimitAsync());
        }
        finally
        {
            await redis.RestartAsync();
        }
    }
}
