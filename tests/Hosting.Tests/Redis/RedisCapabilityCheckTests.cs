using Footfall.Servers;
using Footfall.Startup;
using StackExchange.Redis;

namespace Footfall.Redis;

/// <summary>Servers that lack, or deny a user, what the queue needs: one line reports it.</summary>
public sealed class RedisCapabilityCheckTests(OneServer redis) : IClassFixture<OneServer>
{
    [Theory]
    [InlineData("-xadd", "XADD")]
    [InlineData("-xtrim", "XTRIM")]
    [InlineData("-xinfo", "XINFO STREAM")]
    [InlineData("-memory", "MEMORY USAGE")]
    [InlineData("-zadd", "ZADD")]
    [InlineData("-publish", "PUBLISH")]
    [InlineData("-time", "TIME")]
    [InlineData("-eval -evalsha", "EVALSHA")]
    [InlineData("-lrange", "LRANGE")]
    [InlineData("-psubscribe", "PSUBSCRIBE")]
    [InlineData("-multi -exec", "MULTI")]
    [InlineData("resetkeys ~other:*", "EVALSHA")]
    [InlineData("resetchannels &other:*", "PUBLISH")]
    public async Task User_WithoutAPermission_IsToldWhich(string acl, string command)
    {
        StartupException fault = await Assert.ThrowsAsync<StartupException>(() => CheckAsync($"allkeys allchannels +@all {acl}"));

        Assert.StartsWith($"REDIS_URL: the server at 127.0.0.1:{redis.Server.Port} does not let this user run ", fault.Message);
        Assert.Contains(command, fault.Message);
        Assert.DoesNotContain('\n', fault.Message);
    }

    [Fact]
    public async Task User_WithoutInfo_IsToldSo()
    {
        StartupException fault = await Assert.ThrowsAsync<StartupException>(() => CheckAsync("allkeys allchannels +@all -info"));

        Assert.Contains("INFO", fault.Message);
    }

    [Theory]
    [InlineData("~footfall* &footfall* &footfall:{*}:wake +@all -@admin -@dangerous +info +keys")]
    [InlineData("allkeys allchannels +@all -config")]
    public async Task User_WithWhatIsAskedFor_Passes(string acl) => Assert.Empty(await CheckAsync(acl));

    /// <returns>The lines that the check logged.</returns>
    private async Task<IReadOnlyList<string>> CheckAsync(string acl)
    {
        await using TestQueue queue = await redis.OpenAsync();
        string user = $"u{Guid.NewGuid():N}";
        await queue.Server.ExecuteAsync("ACL", ["SETUSER", user, "on", ">pw", .. acl.Split(' ')]);
        ConfigurationOptions options = RedisConnection.ForQueue($"redis://{user}:pw@127.0.0.1:{redis.Server.Port}");
        await using ConnectionMultiplexer restricted = await ConnectionMultiplexer.ConnectAsync(options);
        var log = new LogLines<RedisCheck>();
        await new RedisCheck(restricted, log, options).RunAsync(CancellationToken.None).WithinLimitAsync();
        return log.All;
    }
}
