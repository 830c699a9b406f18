using System.Diagnostics;
using System.Globalization;
using Footfall.Dev.Servers;
using Footfall.LoadGenerator;
using Npgsql;

namespace Footfall.Benchmarks.EndToEnd;

/// <summary>
/// Day segments: how long one of 1,000,000 events with all fields takes to be built from its rows, how large it is, what a question costs, and
/// what segments cost the commits that they follow. <c>DaySegmentBenchmarks</c> measures a merge alone.
/// </summary>
internal static class DaysBench
{
    private const int Events = 1_000_000;
    private const int PerEntry = 100;
    private const int Rounds = 5;

    /// <summary>Events of a run of the pair: enough that each of the busiest sites is merged several times.</summary>
    private const int PairEvents = 600_000;
    private const int MixedRate = 30_000;

    /// <summary>What silos may have left out of a segment: twice what is worth a merge.</summary>
    private const int LateEvents = 10_000;

    /// <summary>More than a site gets, so that nothing is merged.</summary>
    private const string Never = "1000000";

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

    private static async Task MeasureDayAsync()
    {
        await using LocalCluster cluster = await LocalCluster.StartAsync(new LocalClusterOptions());
        await using NpgsqlDataSource database = NpgsqlDataSource.Create(cluster.Postgres!.NpgsqlConnectionString("footfall"));
        using var http = new HttpClient { BaseAddress = cluster.GatewayAddress };
        await new QueuedEvents(1, PerEntry, hasIds: false, hasDetails: true).FillAsync(cluster.RedisConnection, Events);
        await WaitAsync(async () => await StoredEvents.CountAsync(database) == Events);
        await WaitAsync(async () => await CountAsync(database, "SELECT sum(events)::bigint FROM site_days") > Events * 0.97);

        var built = new List<double>();
        for (int round = 0; round < Rounds; round++)
        {
            await OriginalSchema.RunAsync(database, "UPDATE site_days SET segment = NULL");
            long start = Stopwatch.GetTimestamp();
            await AskAsync(http);
            await WaitAsync(async () => await CountAsync(database, "SELECT count(*) FROM site_days WHERE segment IS NULL") == 0);
            built.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        Figures.Print("days_build", MeasuredCluster.Median(built), "ms");
        Figures.Print("days_size", await CountAsync(database, "SELECT sum(length(segment))::bigint FROM site_days") / (double)await CountAsync(database, "SELECT sum(events)::bigint FROM site_days"), "bytes an event");
        var asked = new List<double>();
        for (int round = 0; round < Rounds; round++)
        {
            long start = Stopwatch.GetTimestamp();
            (await AskAsync(http)).EnsureSuccessStatusCode();
            asked.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        Figures.Print("days_question", MeasuredCluster.Median(asked), "ms");
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

    private static async Task<long> CountAsync(NpgsqlDataSource database, string sql)
    {
        await using NpgsqlCommand command = database.CreateCommand(sql);
        return await command.ExecuteScalarAsync() is long count ? count : 0;
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
