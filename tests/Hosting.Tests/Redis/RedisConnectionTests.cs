using System.Net;
using Footfall.Startup;
using StackExchange.Redis;

namespace Footfall.Redis;

[Trait("Tier", "fast")]
public sealed class RedisConnectionTests
{
    [Theory]
    [InlineData("redis://cache", "cache", 6379, null, null, null, false)]
    [InlineData("redis://cache:7000/3", "cache", 7000, null, null, 3, false)]
    [InlineData("REDIS://:p%40ss%2F@cache", "cache", 6379, null, "p@ss/", null, false)]
    [InlineData("redis://user:a:b@cache/", "cache", 6379, "user", "a:b", null, false)]
    [InlineData("rediss://user:pw@cache:6380", "cache", 6380, "user", "pw", null, true)]
    [InlineData("cache:7000,password=pw,ssl=true,defaultDatabase=2", "cache", 7000, null, "pw", 2, true)]
    [InlineData("cache", "cache", 0, null, null, null, false)]
    [InlineData("redis://user:p%2Fw@cache:7000?db=4", "cache", 7000, "user", "p/w", 4, false)]
    public void Setting_OfUrlOrClientForm_GivesItsParts(
        string text, string host, int port, string? user, string? password, int? database, bool ssl)
    {
        foreach (ConfigurationOptions options in new[] { RedisConnection.ForQueue(text), RedisConnection.ForMembership(text) })
        {
            var endPoint = Assert.IsType<DnsEndPoint>(Assert.Single(options.EndPoints));
            Assert.Equal((host, port), (endPoint.Host, endPoint.Port));
            Assert.Equal((user, password, database, ssl), (options.User, options.Password, options.DefaultDatabase, options.Ssl));
        }
    }

    [Fact]
    public void Setting_WithSeveralHosts_NamesThemAll() => Assert.Equal(
        [new DnsEndPoint("one", 7000), new IPEndPoint(IPAddress.Parse("192.0.2.1"), 6379), new IPEndPoint(IPAddress.IPv6Loopback, 7001)],
        RedisConnection.ForQueue("redis://:pw@one:7000,192.0.2.1,[::1]:7001/1").EndPoints);

    [Theory]
    [InlineData("redis+sentinel://user:p%40ss@one,two:7000/main/3?sentinel_username=watch&sentinel_password=w%3Dp", false, 26379)]
    [InlineData("REDISS+SENTINEL://user:p%40ss@one,two:7000/main?db=3&sentinel_username=watch&sentinel_password=w%3Dp", true, 26379)]
    [InlineData("one:26379,two:7000,serviceName=main,user=user,password=p@ss,defaultDatabase=3,sentinelUser=watch,sentinelPassword=w=p", false, 26379)]
    [InlineData("one:26379,two:7000,serviceName=main,user=user,password=p@ss,defaultDatabase=3,sentinelUser=watch,sentinelPassword=w=p,ssl=true", true, 26379)]
    public void Setting_OfSentinels_ConnectsToTheirMasterAlone(string text, bool ssl, int port)
    {
        ConfigurationOptions options = RedisConnection.ForQueue(text);

        Assert.Equal(new DnsEndPoint("main", 6379), Assert.Single(options.EndPoints));
        Assert.Equal(("user", "p@ss", 3, false), (options.User, options.Password, options.DefaultDatabase, options.Ssl));
        var tunnel = Assert.IsType<SentinelTunnel>(options.Tunnel);
        Assert.Equal(ssl, tunnel.UsesTls);
        Assert.Equal([new DnsEndPoint("one", port), new DnsEndPoint("two", 7000)], tunnel.Sentinels.EndPoints);
        Assert.Equal(("watch", "w=p", ssl), (tunnel.Sentinels.User, tunnel.Sentinels.Password, tunnel.Sentinels.Ssl));
    }

    [Theory]
    [InlineData("redis://")]
    [InlineData("redis://:s3cret@cache:port")]
    [InlineData("redis://:s3cret@cache/zero")]
    [InlineData("redis://:s3cret@cache/-1")]
    [InlineData("cache,nonsense=s3cret")]
    [InlineData("password=s3cret")]
    [InlineData("rediss://:s3cret@")]
    [InlineData("redis://s3cret@cache")]
    [InlineData("redis://:s3cret@cache?ssl=s3cret")]
    [InlineData("redis://:s3cret@cache?sentinel_password=s3cret")]
    [InlineData("http://:s3cret@cache")]
    [InlineData("redis+sentinel://:s3cret@one,two")]
    [InlineData("redis+sentinel://:s3cret@one,two/")]
    [InlineData("redis+sentinel://:s3cret@one,,two/main")]
    [InlineData("redis+sentinel://:s3cret@one:0/main")]
    [InlineData("redis+sentinel://:s3cret@one/main/zero")]
    [InlineData("redis+sentinel://:s3cret@one/main?sentinel_pass=s3cret")]
    public void Setting_OfAnyOtherForm_IsAFaultThatNamesItAndNoSecret(string text)
    {
        StartupException fault = Assert.Throws<StartupException>(() => RedisConnection.ForQueue(text));

        Assert.StartsWith("REDIS_URL is not valid; ", fault.Message);
        Assert.DoesNotContain("s3cret", fault.ToString());
    }

    [Fact]
    public void Queue_NeverHoldsCommandsBackAndAnswersWithinTwoSeconds()
    {
        ConfigurationOptions options = RedisConnection.ForQueue("cache");

        Assert.False(options.BacklogPolicy.QueueWhileDisconnected);
        Assert.False(options.AbortOnConnectFail);
        Assert.True(options.AsyncTimeout + options.HeartbeatInterval.TotalMilliseconds < 2000);
    }
}
