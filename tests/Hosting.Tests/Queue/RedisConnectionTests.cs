using System.Net;
using Footfall.Startup;
using StackExchange.Redis;

namespace Footfall.Queue;

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

    [Theory]
    [InlineData("redis://")]
    [InlineData("redis://:s3cret@cache:port")]
    [InlineData("redis://:s3cret@cache/zero")]
    [InlineData("redis://:s3cret@cache/-1")]
    [InlineData("cache,nonsense=s3cret")]
    [InlineData("password=s3cret")]
    public void Setting_OfAnyOtherForm_IsAFaultThatNamesItAndNoSecret(string text)
    {
        StartupFaultException fault = Assert.Throws<StartupFaultException>(() => RedisConnection.ForQueue(text));

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
