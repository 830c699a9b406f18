using System.Text;
using Footfall.Servers;
using StackExchange.Redis;

namespace Footfall.Queue;

public abstract class BacklogScannerTests(RedisFixture redis)
{
    public sealed class OnOneServer(OneServer redis) : BacklogScannerTests(redis), IClassFixture<OneServer>;

    public sealed class OnCluster(ThreeServers redis) : BacklogScannerTests(redis), IClassFixture<ThreeServers>;

    private static readonly string[] OddSites = ["a/b c{x}😀%2F", "{7}:", "\u0001", new string('é', SiteId.MaxLength)];

    [Fact]
    public async Task Survey_OfManyPartitionsAndEpochs_IsWhatAWalkOverAllStreamsFinds()
    {
        await using TestQueue queue = await redis.OpenAsync();
        var random = new Random(7);
        string[] sites = [.. OddSites, .. Enumerable.Range(0, 300).Select(TestQueue.Site), .. Enumerable.Range(0, 200).Select(i => $"s{i}")];
        await EnqueueAsync(queue, sites, random);
        await queue.Database.HashSetAsync(QueueKeys.Default.Clock(TestQueue.Partition), "life", "another");
        await EnqueueAsync(queue, sites[..100], random);
        await TrimSomeAsync(queue, random);

        BacklogBySite survey = await new BacklogScanner(queue.Redis, QueueKeys.Default).RunAsync();

        Dictionary<string, QueuedEvents> expected = await WalkAsync(queue);
        Assert.InRange(expected.Count, 200, sites.Length - 1);
        Assert.Equal(expected.OrderBy(site => site.Key, StringComparer.Ordinal), survey.Sites.OrderBy(site => site.Key, StringComparer.Ordinal));
        BacklogTotals totals = await new BacklogScanner(queue.Redis, QueueKeys.Default).ReadTotalsAsync();
        Assert.Equal(
            (expected.Values.Sum(site => site.Events), expected.Count, expected.Values.Min(site => site.Oldest)),
            (totals.Events, totals.Sites, totals.Oldest));
        Assert.InRange(totals.Now, totals.Oldest!.Value, totals.Oldest.Value.AddMinutes(1));
    }

    [Fact]
    public async Task Members_WithoutEntriesOrThatAreNoSites_AreSkipped()
    {
        await using TestQueue queue = await redis.OpenAsync();
        await queue.EnqueueAsync(TestQueue.Site(0));
        string epoch = await queue.EpochAsync();
        string astray = Enumerable.Range(0, 100).Select(i => $"astray-{i}").First(site => SitePartition.Of(site) != TestQueue.Partition);
        foreach (string member in (string[])["no member", QueueKeys.Member(epoch, TestQueue.Site(1)), QueueKeys.Member(epoch, TestQueue.Site(2)), QueueKeys.Member(epoch, astray)])
        {
            await queue.SetScoreAsync(member, 0);
        }

        await queue.Database.StringSetAsync(await queue.StreamAsync(TestQueue.Site(2)), "no stream");
        await queue.Database.StreamAddAsync(await queue.StreamAsync(astray), "n", "1");

        BacklogBySite survey = await new BacklogScanner(queue.Redis, QueueKeys.Default).RunAsync();

        Assert.Equal([TestQueue.Site(0)], survey.Sites.Keys);
    }

    [Fact]
    public async Task Entry_OfAnotherProgramAndLaterThanRedissClock_IsAnEventOfNow()
    {
        await using TestQueue queue = await redis.OpenAsync();
        await queue.EnqueueAsync(TestQueue.Site(0));
        await queue.SetScoreAsync(QueueKeys.Member(await queue.EpochAsync(), TestQueue.Site(1)), 0);
        await queue.Database.StreamAddAsync(await queue.StreamAsync(TestQueue.Site(1)), "x", "y", $"{ulong.MaxValue - 1}-0");
        await queue.Database.StreamAddAsync(await queue.StreamAsync(TestQueue.Site(1)), "x", "y", $"{ulong.MaxValue}-0");

        BacklogBySite survey = await new BacklogScanner(queue.Redis, QueueKeys.Default).RunAsync();

        Assert.Equal(new QueuedEvents(2, survey.Now), survey.Sites[TestQueue.Site(1)]);
    }

    [Fact]
    public async Task EmptyQueue_HasNoSites()
    {
        await using TestQueue queue = await redis.OpenAsync();

        Assert.Empty((await new BacklogScanner(queue.Redis, QueueKeys.Default).RunAsync()).Sites);
        BacklogTotals totals = await new BacklogScanner(queue.Redis, QueueKeys.Default).ReadTotalsAsync();
        Assert.Equal((0, 0, null), (totals.Events, totals.Sites, totals.Oldest));
    }

    private static async Task EnqueueAsync(TestQueue queue, string[] sites, Random random)
    {
        EnqueueEntry[] entries = [.. sites.SelectMany(site => Enumerable.Range(0, random.Next(1, 4)).Select(
            _ => new EnqueueEntry(SitePartition.Of(site), site, random.Next(1, 6), new byte[] { 2, 0 })))];
        var outcomes = new EnqueueOutcome[entries.Length];
        await queue.Producer.EnqueueAsync(entries, TestQueue.Unlimited, outcomes);
        Assert.All(outcomes, outcome => Assert.Equal(EnqueueOutcome.Accepted, outcome));
    }

    /// <summary>Trims the first entries of some streams, or all of them.</summary>
    private static async Task TrimSomeAsync(TestQueue queue, Random random)
    {
        foreach ((RedisKey key, int partition, SiteStreamRef site) in await StreamsAsync(queue))
        {
            StreamEntry[] entries = await queue.Database.StreamRangeAsync(key);
            int trimmed = random.Next(entries.Length + 1);
            if (trimmed > 0)
            {
                await queue.Consumer.ReleaseAsync(partition, site, "0", Id(entries[trimmed - 1]).Next, TimeSpan.Zero);
            }
        }
    }

    private static async Task<Dictionary<string, QueuedEvents>> WalkAsync(TestQueue queue)
    {
        var sites = new Dictionary<string, QueuedEvents>();
        foreach ((RedisKey key, _, SiteStreamRef site) in await StreamsAsync(queue))
        {
            foreach (StreamEntry entry in await queue.Database.StreamRangeAsync(key))
            {
                var time = DateTimeOffset.FromUnixTimeMilliseconds((long)Id(entry).Ms);
                QueuedEvents before = sites.GetValueOrDefault(site.SiteId, new QueuedEvents(0, time));
                sites[site.SiteId] = new QueuedEvents(before.Events + (long)entry["n"], time < before.Oldest ? time : before.Oldest);
            }
        }

        return sites;
    }

    private static async Task<List<(RedisKey Key, int Partition, SiteStreamRef Site)>> StreamsAsync(TestQueue queue)
    {
        var streams = new List<(RedisKey, int, SiteStreamRef)>();
        await foreach (RedisKey key in queue.Redis.GetServers().ToAsyncEnumerable().SelectMany(server => server.KeysAsync(pattern: "footfall:*:q:*")))
        {
            string text = (string)key!;
            int partition = int.Parse(text.AsSpan(10, text.IndexOf('}', StringComparison.Ordinal) - 10));
            Assert.True(SiteStreamRef.TryParse(((byte[])key!).AsSpan(QueueKeys.Default.StreamPrefixLength(partition)), out SiteStreamRef site));
            streams.Add((key, partition, site));
        }

        return streams;
    }

    private static EntryId Id(StreamEntry entry)
    {
        Assert.True(EntryId.TryParse(Encoding.ASCII.GetBytes((string)entry.Id!), out EntryId id));
        return id;
    }
}
