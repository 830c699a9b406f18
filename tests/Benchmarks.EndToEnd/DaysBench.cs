using System.Diagnostics;
using System.Globalization;
using Footfall.Days;
using Footfall.Dev.Servers;
using Footfall.LoadGenerator;
using Footfall.Store;
using Npgsql;

namespace Footfall.Benchmarks.EndToEnd;

/// <summary>
/// Day segments: how long one of 975,000 events with all fields takes to be built from its rows, how large it is, what a question and a merge
/// cost, and what segments cost the commits that they follow.
/// </summary>
internal static class DaysBench
{
    /// <summary>The merges make a million of them; then a day has two parts.</summary>
    private const int Events = 1_000_000 - (Rounds * 5_000);
    private const int PerEntry = 100;
    private const int Rounds = 5;

    /// <summary>Events of a run of the pair: enough that each of the busiest sites is merged several times.</summary>
    private const int PairEvents = 600_000;
    private const int MixedRate = 30_000;

    /// <summary>What silos may have left out of a segment: twice what is worth a merge.</summary>
    private const int LateEvents = 10_000;

    /// <summary>More than a site gets, so that nothing is merged.</summary>
    private const string Never = "1000000";

    /// <summary>Stores 5,000 events again, a second later, as another commit.</summary>
    private const string AddSql = """
        INSERT INTO events ("timestamp", created_at, chunk, site_id, event_type, path, user_id, visitor, page, origin, client, props, engaged_ms, screen_width, scroll, is_bot, revenue, currency)
        SELECT e."timestamp" + interval '1 second', s.last_committed_at + interval '1 second', s.stored / 1000, e.site_id, e.event_type, e.path, e.user_id, e.visitor, e.page, e.origin, e.client, e.props, e.engaged_ms, e.screen_width, e.scroll, e.is_bot, e.revenue, e.currency
        FROM events e JOIN site_state s USING (site_id) LIMIT 5000;
        UPDATE site_state SET stored = stored + 5000, last_committed_at = last_committed_at + interval '1 second';
        """;

    /// <summary>The most events that a site has in no segment, beyond what its busiest day makes worth a merge.</summary>
    private const string LaterSql = """
        SELECT max(s.stored - coalesce(d.events, 0) - coalesce(d.busiest, 0) / 50)::bigint
        FROM site_state s
        LEFT JOIN (SELECT site_id, sum(events) AS events, max(events) AS busiest FROM site_days GROUP BY site_id) d USING (site_id)
        """;

    private static readonly TimeSpan Mixed = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(20);

    public static async Task RunAsync()
    {
        await MeasureDayAsync();
        await MeasurePairAsync();
    }

    /// <summary>The steps of a silo's background work, one by one, while no silo runs.</summary>
    private static async Task MeasureDayAsync()
    {
        await using LocalCluster cluster = await LocalCluster.StartAsync(new LocalClusterOptions());
        string connectionString = cluster.Postgres!.NpgsqlConnectionString("footfall");
        await using NpgsqlDataSource database = NpgsqlDataSource.Create(connectionString);
        using var http = new HttpClient { BaseAddress = cluster.GatewayAddress };
        await new QueuedEvents(1, PerEntry, hasIds: false, hasDetails: true).FillAsync(cluster.RedisConnection, Events);
        await WaitAsync(async () => await StoredEvents.CountAsync(database) == Events);
        await WaitAsync(async () => await StoredEvents.CountAsync(database, "SELECT sum(events)::bigint FROM site_days") > Events * 0.97);
        Figures.Print("days_question", await Figures.MedianAsync(Rounds, async () => (await AskAsync(http)).EnsureSuccessStatusCode()), "ms");
        await cluster.RemoveAsync(cluster.Silos[0]);

        await using var silo = new Database(new NpgsqlConnectionStringBuilder(connectionString), new EventStoreOptions());
        await StepAsync(silo, async step => await step.AddCommitsAsync(CancellationToken.None));
        double build = await Figures.MedianAsync(
            Rounds,
            () => StepAsync(silo, step => step.RebuildAsync(CancellationToken.None)),
            () => OriginalSchema.RunAsync(database, "UPDATE site_days SET segment = NULL"));
        Figures.Print("days_build", build, "ms");
        Figures.Print(
            "days_size", await StoredEvents.CountAsync(database, "SELECT sum(length(segment))::bigint FROM site_days") / (double)await StoredEvents.CountAsync(database, "SELECT sum(events)::bigint FROM site_days"), "bytes an event");
        double merge = await Figures.MedianAsync(
            Rounds,
            () => StepAsync(silo, step => step.AddCommitsAsync(CancellationToken.None)), () => OriginalSchema.RunAsync(database, AddSql));
        Figures.Print("days_merge", merge, "ms");
    }

    private static async Task StepAsync(Database silo, Func<SegmentMerge, Task<bool>> work)
    {
        await using SegmentMerge step = (await SegmentMerge.BeginAsync(silo, QueuedEvents.Site(0), "UTC", CancellationToken.None))!;
        await work(step);
    }

    /// <summary>The same load in turns, with segments and without.</summary>
    private static async Task MeasurePairAsync()
    {
        await using MeasuredCluster with = await MeasuredCluster.StartAsync(new Dictionary<string, string>());
        await using MeasuredCluster without = await MeasuredCluster.StartAsync(new Dictionary<string, string> { ["Days__Events"] = Never });
        var load = new LoadOptions { Batch = PerEntry, Connections = 16, Events = PairEvents, Run = "pair" };
        for (int round = 0; round <= Rounds; round++)
        {
            await with.RunAsync(load);
            await without.RunAsync(load);
            if (round == 0)
            {
                with.ClearHistory();
                without.ClearHistory();
            }
        }

        Figures.Print("days_commits", with.Rate, "events/s");
        Figures.Print("days_commits_without", without.Rate, "events/s");
        await WaitAsync(async () => await with.CountAsync(LaterSql) <= LateEvents);
        await with.RunAsync(load with { Rate = MixedRate, Events = (long)(MixedRate * Mixed.TotalSeconds) });
        long start = Stopwatch.GetTimestamp();
        await WaitAsync(async () => await with.CountAsync(LaterSql) <= LateEvents);
        Figures.Print("days_behind", Stopwatch.GetElapsedTime(start).TotalSeconds, "s");
        Figures.PrintRatio(with.Rate, without.Rate);
    }

    private static Task<HttpResponseMessage> AskAsync(HttpClient http)
    {
        DateTime now = DateTime.UtcNow;
        return http.GetAsync(string.Create(
            CultureInfo.InvariantCulture, $"/api/sites/{QueuedEvents.Site(0)}/days?from={now.AddDays(-1):yyyy-MM-dd}&to={now:yyyy-MM-dd}"));
    }

    private static async Task WaitAsync(Func<Task<bool>> isDone)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (!await isDone())
        {
            await Task.Delay(PollInterval, limit.Token);
        }
    }
}
