using Footfall.Integration.Installations;
using Footfall.Integration.Stats;
using Footfall.Integration.Traffic;
using Footfall.Queue;
using StackExchange.Redis;

namespace Footfall.Integration.Drain;

/// <summary>Keys that another program damaged are set aside and recorded, and do not affect neighbouring sites.</summary>
public sealed class QuarantineTests(Servers servers)
{
    [Fact]
    public async Task Ready_members_that_are_no_sites_are_quarantined()
    {
        Installation footfall = await servers.SharedAsync();
        string site = "beside-quarantine";
        Tally tally = await Load.SendAsync([Event(site, "u-1")], 1, footfall.Gateway);
        int partition = SitePartition.Of(site);
        string elsewhere = Enumerable.Range(0, 1000).Select(number => $"elsewhere-{number}").First(other => SitePartition.Of(other) != partition);
        RedisValue[] members =
        [
            "garbage", "0123456789abcdef:", "0123456789ABCDEF:site", "0123456789abcdef", ":site", (byte[])[.. "0123456789abcdef:"u8, 0xFF],
            "0123456789abcdef:a\0b", "0123456789abcdef:" + new string('s', 256), "0123456789abcdef:" + elsewhere, "",
        ];
        IDatabase redis = await footfall.Queue.DatabaseAsync();
        await redis.SortedSetAddAsync(QueueKeys.Default.Ready(partition), [.. members.Select(member => new SortedSetEntry(member, 0))]);

        await Eventually.GetAsync(
            "quarantined", async () => (await redis.SetContainsAsync(QueueKeys.Default.Quarantined(partition), members)).Count(isThere => isThere), count => count == members.Length);
        Assert.All(await redis.SortedSetScoresAsync(QueueKeys.Default.Ready(partition), members), Assert.Null);
        tally.Add(Event(site, "u-2"), await footfall.Gateway.PostAsync(Event(site, "u-2")));
        await ExactCounts.AssertAsync(footfall, tally);
    }

    [Fact]
    public async Task A_key_that_is_no_stream_costs_only_its_own_site()
    {
        Installation footfall = await servers.SharedAsync();
        const string Site = "no-stream";
        Tally tally = await Load.SendAsync([Event(Site, "u-1")], 1, footfall.Gateway);
        await ExactCounts.AssertAsync(footfall, tally);

        IDatabase redis = await footfall.Queue.DatabaseAsync();
        int partition = SitePartition.Of(Site);
        string member = QueueKeys.Member((await footfall.Queue.EpochAsync(Site))!, Site);
        RedisKey key = QueueKeys.Default.Stream(partition, member);
        await redis.StringSetAsync(key, "another program's");
        await redis.SortedSetAddAsync(QueueKeys.Default.Ready(partition), member, 0);
        await Eventually.TrueAsync("the site is quarantined", async () =>
            await redis.SetContainsAsync(QueueKeys.Default.Quarantined(partition), member) && await redis.SortedSetScoreAsync(QueueKeys.Default.Ready(partition), member) is null);

        string[] neighbours = [.. Enumerable.Range(0, 10_000).Select(number => $"neighbour-{number}").Where(other => SitePartition.Of(other) == partition).Take(20)];
        SentEvent[] mixed = [.. neighbours.SelectMany(other => new[] { Event(other, "u"), Event(Site, $"refused-{other}") })];
        Tally answers = await Load.SendAsync(mixed, 16, footfall.Gateway);
        Assert.Equal(neighbours.Order(), answers.Accepted.Select(sent => sent.Site).Order());
        var stored = new Tally();
        Assert.All(answers.Accepted, sent => stored.Add(sent, new GatewayResponse(202, "")));
        await ExactCounts.AssertAsync(footfall, stored);

        await redis.KeyDeleteAsync(key);
        tally.Add(Event(Site, "u-2"), await footfall.Gateway.PostAsync(Event(Site, "u-2")));
        Assert.Equal(2, tally.Accepted.Count);
        await ExactCounts.AssertAsync(footfall, tally);
    }

    private static SentEvent Event(string site, string user) => new(site, "page_view", "/", user, DateTimeOffset.UtcNow);
}
