using System.Globalization;
using Footfall.Dev.Servers;
using Footfall.Integration.Installations;
using Footfall.Integration.Queue;
using Footfall.Integration.Startup;
using Footfall.Integration.Stats;
using Footfall.Integration.Traffic;
using Footfall.Queue;
using StackExchange.Redis;

namespace Footfall.Integration.SideBySide;

/// <summary>Several installations on one Redis: separated by their cluster ids, and refused if they share one.</summary>
public sealed class SharedRedisTests(Servers servers)
{
    private const int Events = 10_000;
    private const int EventsPerEntry = 10;
    private const string OddId = "shop {1}:*";

    [Fact, Trait("Tier", "slow")]
    public async Task Installations_with_different_cluster_ids_count_their_own_events_only()
    {
        await using Installation one = await servers.StartInOwnProcessesAsync(new LocalClusterOptions());
        await using Installation two = await servers.StartInOwnProcessesAsync(new LocalClusterOptions { ClusterId = OddId, RedisConnection = one.LocalCluster.RedisConnection });

        Tally[] tallies = await Task.WhenAll(
            Batches.SendAsync(one.Gateway, new NumberedEvents("shared", 20), Events),
            Batches.SendAsync(two.Gateway, new NumberedEvents("shared", 20), Events));

        await ExactCounts.AssertAsync(one, tallies[0]);
        await ExactCounts.AssertAsync(two, tallies[1]);
        Assert.Equal(Events, await one.Store.ScalarAsync<long>("SELECT count(*) FROM events"));
        Assert.Equal(Events, await two.Store.ScalarAsync<long>("SELECT count(*) FROM events"));
        await AssertOwnNamesAsync(one.LocalCluster.RedisConnection, "footfall:shop%20%7B1%7D%3A%2A:");
    }

    [Fact]
    public async Task A_silo_with_another_database_than_the_queues_ends_with_one_line_that_names_both()
    {
        Installation footfall = await servers.SharedAsync();
        string other = await servers.CreateDatabaseAsync();
        await using HostRun silo = HostRun.Start(HostKind.Silo, $"REDIS_URL={footfall.LocalCluster.RedisConnection} DATABASE_URL={other}");

        Assert.Equal(1, await silo.ExitCodeAsync());
        string fault = Assert.Single(silo.Lines, line => line.Contains("Cannot run: ", StringComparison.Ordinal));
        var database = new Uri(other);
        Guid id = await footfall.Store.ScalarAsync<Guid>("SELECT id FROM installation");
        Assert.Contains($"belongs to installation {id}", fault, StringComparison.Ordinal);
        Assert.Contains($"PostgreSQL at {database.Host}:{database.Port}{database.AbsolutePath} belongs to no installation yet", fault, StringComparison.Ordinal);
        Assert.Contains("redis-cli DEL footfall:store", fault, StringComparison.Ordinal);
    }

    [Fact, Trait("Tier", "slow")]
    public async Task What_waits_under_the_names_of_before_is_stored_once_by_the_cluster_that_it_was_meant_for()
    {
        await using RedisServer redis = await RedisServer.StartAsync(new RedisServerOptions());
        await using ConnectionMultiplexer connection = await ConnectionMultiplexer.ConnectAsync(redis.ConnectionString);
        var formerGateway = new QueueProducer(connection, QueueKeys.Default);
        var events = new NumberedEvents("former", 50);
        var tally = new Tally();
        await EnqueueAsync(formerGateway, events, tally, Events / 2);

        await using Installation shop = await servers.StartInOwnProcessesAsync(new LocalClusterOptions { ClusterId = "shop", RedisConnection = redis.ConnectionString });
        await using Installation other = await servers.StartInOwnProcessesAsync(new LocalClusterOptions { ClusterId = "other", RedisConnection = redis.ConnectionString });

        // The upgrade continues: an old gateway still enqueues events there, while the new one accepts others.
        await EnqueueAsync(formerGateway, events, tally, Events / 2);
        foreach (SentEvent sent in events.Take(100).ToArray())
        {
            tally.Add(sent, await shop.Gateway.PostAsync(sent));
        }

        await WaitUntilGoneAsync(connection, QueueKeys.Default);
        await ExactCounts.AssertAsync(shop, tally);
        Assert.Equal(0, await other.Store.ScalarAsync<long>("SELECT count(*) FROM events"));
        Assert.Equal(0, await new QueueLength(connection, QueueKeys.Default).CountEntriesAsync());
        await Eventually.TrueAsync("nothing is counted as waiting", async () => await new QueueLength(connection, new QueueKeys("shop")).CountEntriesAsync() == 0);
    }

    private static async Task EnqueueAsync(QueueProducer gateway, NumberedEvents events, Tally tally, int count)
    {
        foreach (SentEvent[] some in events.Take(count).GroupBy(sent => sent.Site).SelectMany(site => site.Chunk(EventsPerEntry)))
        {
            var outcomes = new EnqueueOutcome[1];
            await gateway.EnqueueAsync(
                [new EnqueueEntry(SitePartition.Of(some[0].Site), some[0].Site, some.Length, EntryBytes.Of(some))],
                new StreamLimit(long.MaxValue, long.MaxValue),
                outcomes);
            Assert.Equal(EnqueueOutcome.Accepted, outcomes[0]);
            Array.ForEach(some, sent => tally.Add(sent, new GatewayResponse(202, "")));
        }
    }

    private static Task WaitUntilGoneAsync(ConnectionMultiplexer redis, QueueKeys keys) => Eventually.TrueAsync(
        "nothing waits under the names of before", async () => (await new QueueConsumer(redis, keys).FindReadyAsync()).Length == 0);

    /// <summary>Asserts that the second installation's keys have its prefix, and all other Footfall keys belong to the first.</summary>
    private static async Task AssertOwnNamesAsync(string redisConnection, string prefix)
    {
        await using ConnectionMultiplexer redis = await ConnectionMultiplexer.ConnectAsync(redisConnection);
        var rest = new List<string>();
        int own = 0;
        await foreach (RedisKey key in redis.GetServers()[0].KeysAsync(pattern: "footfall:*"))
        {
            string name = key!;
            if (name.StartsWith(prefix, StringComparison.Ordinal))
            {
                own++;
            }
            else
            {
                rest.Add(name["footfall:".Length..]);
            }
        }

        Assert.InRange(own, 5, int.MaxValue);
        Assert.All(rest, name => Assert.True(name[0] == '{' || name is "store" or "heartbeats" or "entry-readers" or "session-keys", string.Create(CultureInfo.InvariantCulture, $"footfall:{name}")));
    }
}
