using System.Globalization;
using Footfall.Servers;

namespace Footfall.Queue;

public abstract class EntryVersionsTests(RedisFixture redis)
{
    public sealed class OnOneServer(OneServer redis) : EntryVersionsTests(redis), IClassFixture<OneServer>;

    public sealed class OnCluster(ThreeServers redis) : EntryVersionsTests(redis), IClassFixture<ThreeServers>;

    [Fact]
    public async Task Versions_WithoutSilos_AreNone()
    {
        await using TestQueue queue = await redis.OpenAsync();

        Assert.Equal(new EntryVersionSupport(0, 0, 0), await new EntryVersions(queue.Redis, QueueKeys.Default).ReadAsync());
    }

    [Fact]
    public async Task Common_IsTheLowestThatRunningSilosReadAndFollowsEachOfThem()
    {
        await using TestQueue queue = await redis.OpenAsync();
        var versions = new EntryVersions(queue.Redis, QueueKeys.Default);

        Assert.Equal(new EntryVersionSupport(3, 3, 3), await versions.AnnounceAsync("a", 3));
        Assert.Equal(new EntryVersionSupport(2, 2, 3), await versions.AnnounceAsync("b", 2));
        Assert.Equal(new EntryVersionSupport(2, 2, 3), await versions.ReadAsync());
        Assert.Equal(new EntryVersionSupport(3, 3, 4), await versions.AnnounceAsync("b", 4));
    }

    [Fact]
    public async Task Silo_ThatSaidNothingForAMinute_CountsNoMoreAndIsForgottenAfterADay()
    {
        await using TestQueue queue = await redis.OpenAsync();
        var versions = new EntryVersions(queue.Redis, QueueKeys.Default);
        await versions.AnnounceAsync("running", 3);
        await SayAsync(queue, "stopped", 2, TimeSpan.FromMinutes(2));
        await SayAsync(queue, "removed", 9, TimeSpan.FromHours(25));
        await queue.Database.HashSetAsync(QueueKeys.Default.Readers, "odd", "x");

        Assert.Equal(new EntryVersionSupport(3, 2, 3), await versions.ReadAsync());
        Assert.Equal(2, await queue.Database.HashLengthAsync(QueueKeys.Default.Readers));

        await queue.Database.HashDeleteAsync(QueueKeys.Default.Readers, "running");
        Assert.Equal(new EntryVersionSupport(0, 2, 2), await versions.ReadAsync());
    }

    private static async Task SayAsync(TestQueue queue, string silo, int version, TimeSpan ago)
    {
        long said = await queue.NowAsync() - (long)ago.TotalMilliseconds;
        await queue.Database.HashSetAsync(QueueKeys.Default.Readers, silo, string.Create(CultureInfo.InvariantCulture, $"{version} {said}"));
    }
}
