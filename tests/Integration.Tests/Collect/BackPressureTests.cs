using Footfall.Dev.Servers;
using Footfall.Integration.Installations;
using Footfall.Integration.Stats;
using Footfall.Integration.Traffic;
using Footfall.Queue;

namespace Footfall.Integration.Collect;

/// <summary>One site sends more than a slow PostgreSQL can take: it is refused, and the other sites are unaffected.</summary>
[Collection(Alone.Name)]
public sealed class BackPressureTests(ITestOutputHelper output)
{
    private const int Rounds = 3;
    private const int QuietSites = 10;
    private const int QuietEventsPerSecond = 50;
    private const int FloodConnections = 48;

    /// <summary>A flooding site's entries hold one event per connection, so these hold about a second's rows.</summary>
    private const int QueuedEntriesPerSite = 20;

    private static readonly TimeSpan Phase = TimeSpan.FromSeconds(4);

    /// <summary>
    /// Allowed increase of a latency on top of doubling: the flood's senders, gateway, Redis, silo and PostgreSQL share a few cores, and
    /// waiting for a core takes some slices of a few milliseconds, even where calm latencies are shorter. A waiting request polls
    /// every 20 ms.
    /// </summary>
    private static readonly TimeSpan Noise = TimeSpan.FromMilliseconds(20);

    [Fact]
    public async Task A_site_that_floods_at_its_limit_is_refused_and_slows_no_other()
    {
        await using Installation footfall = await StartSlowAsync();
        GatewayClient gateway = footfall.Gateway;
        var quiet = new NumberedEvents("quiet", QuietSites);
        var flood = new NumberedEvents(PrefixInPartitionOf(quiet.Sites[0]), 1);
        var quietTally = new Tally();
        var floodTally = new Tally();
        await Load.SendAsync(quiet.Take(QuietSites), QuietSites, gateway, quietTally);
        await Load.SendAsync(flood.Take(1), 1, gateway, floodTally);

        bool isSpared = false;
        for (int round = 0; round < Rounds && !isSpared; round++)
        {
            await footfall.Queue.WaitUntilEmptyAsync([.. quiet.Sites, .. flood.Sites]);
            QuietTimes calm = await QuietTimes.MeasureAsync(gateway, quiet, QuietEventsPerSecond, Phase, quietTally);
            QuietTimes flooded;
            await using (Load load = Load.Start(flood.Endless(), FloodConnections, gateway, floodTally))
            {
                await AssertRefusedAsync(gateway, flood, floodTally);
                (int accepted, int refused) = (floodTally.Count(202), floodTally.Count(429));
                flooded = await QuietTimes.MeasureAsync(gateway, quiet, QuietEventsPerSecond, Phase, quietTally);
                (accepted, refused) = (floodTally.Count(202) - accepted, floodTally.Count(429) - refused);
                output.WriteLine($"calm:    {calm}");
                output.WriteLine($"flooded: {flooded}, while the flood had {accepted} × 202 and {refused} × 429");
                Assert.True(accepted > 0 && refused > 0, "The flood was not at its limit.");
            }

            isSpared = flooded.Accepted.P99 <= (2 * calm.Accepted.P99) + Noise && flooded.Fresh.P99 <= (2 * calm.Fresh.P99) + Noise;
        }

        await ExactCounts.AssertAsync(footfall, quietTally);
        await ExactCounts.AssertAsync(footfall, floodTally);
        Assert.True(isSpared, $"In no round had quiet sites their p99 within twice the calm one and {Noise.TotalMilliseconds} ms.");
    }

    /// <summary>Starts an installation whose PostgreSQL takes 0.1 s per commit, its maximum delay, and 1 ms per row.</summary>
    private static async Task<Installation> StartSlowAsync()
    {
        Installation footfall = await Installation.StartAsync(new LocalClusterOptions
        {
            Postgres = new PostgresServerOptions
            {
                Settings = new Dictionary<string, string> { ["commit_delay"] = "100000", ["commit_siblings"] = "0" },
            },
            Environment = new Dictionary<string, string> { ["Collect__QueuedEntriesPerSite"] = $"{QueuedEntriesPerSite}" },
        });
        await footfall.Store.ExecuteAsync(
            """
            CREATE FUNCTION take_a_millisecond() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(0.001); RETURN NEW; END $$;
            CREATE TRIGGER slow BEFORE INSERT ON events FOR EACH ROW EXECUTE FUNCTION take_a_millisecond()
            """);
        return footfall;
    }

    private static async Task AssertRefusedAsync(GatewayClient gateway, NumberedEvents flood, Tally tally)
    {
        GatewayResponse refusal = await Eventually.GetAsync(
            "the flood is refused",
            async () =>
            {
                SentEvent next = flood.Next();
                GatewayResponse response = await gateway.PostAsync(next);
                tally.Add(next, response);
                return response;
            },
            response => response.Status == 429);
        Assert.Equal("This site has too many events waiting to be stored; the event was not taken", JsonError.AssertRefusal(refusal, 429));
        Assert.Equal("5", refusal.RetryAfter);
    }

    /// <summary>Returns a prefix for a flood that shares a partition with a quiet site, the worst neighbour possible.</summary>
    private static string PrefixInPartitionOf(string site) => Enumerable.Range(0, int.MaxValue)
        .Select(number => $"flood-{number}")
        .First(prefix => SitePartition.Of(prefix + "-0") == SitePartition.Of(site));
}
