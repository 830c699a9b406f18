using System.Diagnostics;
using System.Globalization;
using System.Text;
using Footfall.Dev.Servers;
using Footfall.LoadGenerator;
using HdrHistogram;
using Npgsql;

namespace Footfall.Benchmarks.EndToEnd;

/// <summary>
/// Statistics over 10,000,000 events of 1,000 sites, one of which has 1,000,000 on one day, stored when they happened: the first
/// response, and repeated ones. The baseline is the original system's three aggregates over its own table.
/// </summary>
internal static class StatsBench
{
    private const string Site = "bench-0";

    /// <summary>The site's events except the latest: those not rolled up yet, at their maximum number.</summary>
    private const int Summed = 1_000_000 - Unsummed;

    private const int Unsummed = 5_000;
    private const int Rounds = 5;
    private const int Connections = 32;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(10);

    /// <summary>The first of the previous month, all of which is past.</summary>
    private static readonly DateOnly Day = new(DateTime.UtcNow.AddMonths(-1).Year, DateTime.UtcNow.AddMonths(-1).Month, 1);

    public static async Task RunAsync()
    {
        await using LocalCluster cluster = await LocalCluster.StartAsync(new LocalClusterOptions());
        await using NpgsqlDataSource database = NpgsqlDataSource.Create(cluster.Postgres!.NpgsqlConnectionString("footfall"));
        using var http = new HttpClient { BaseAddress = cluster.GatewayAddress, Timeout = TimeSpan.FromMinutes(2) };
        await FillAsync(database, http);
        await using NpgsqlConnection connection = await database.OpenConnectionAsync();
        double ratio = 0;
        foreach ((string name, DateOnly? day) in new[] { ("all_time", (DateOnly?)null), ("day", Day) })
        {
            double original = await MedianAsync(() => OriginalSchema.AskAsync(connection, Site, day));
            double first = await MedianAsync(() => AskAsync(http, day), () => ForgetAsync(database));
            Figures.Print($"stats_{name}_first", first, "ms");
            Figures.Print($"stats_{name}_original", original, "ms");
            ratio = original / first;
            (double rate, double p99) = await RepeatAsync(cluster.GatewayAddress, day);
            Figures.Print($"stats_{name}_repeated", rate, "requests/s");
            Figures.Print($"stats_{name}_repeated_p99", p99, "ms");
        }

        Figures.PrintRatio(ratio, 1);
    }

    private static async Task FillAsync(NpgsqlDataSource database, HttpClient http)
    {
        // A silo creates the month's table with the first event.
        using var post = new StringContent(string.Create(CultureInfo.InvariantCulture,
            $$"""{"site_id":"first","event_type":"page_view","timestamp":"{{Day:yyyy-MM-dd}}"}"""));
        (await http.PostAsync("/api/event", post)).EnsureSuccessStatusCode();
        while (await StoredEvents.CountAsync(database) == 0)
        {
            await Task.Delay(50);
        }

        string day = Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await OriginalSchema.RunAsync(database, $"""
            INSERT INTO events ("timestamp", created_at, chunk, site_id, event_type, path, user_id)
            SELECT at, at, (i - 1) / 1000, '{Site}', 'page_view', '/page/' || i * 31 % 500, 'user-' || i::bigint * 7919 % 100000
            FROM generate_series(1, {Summed}) AS i, LATERAL (SELECT '{day} 00:00Z'::timestamptz + i * interval '85 milliseconds' AS at) AS t;
            INSERT INTO events ("timestamp", created_at, chunk, site_id, event_type, path, user_id)
            SELECT at, at, i / 999 / 1000, 'bench-' || 1 + i % 999, 'page_view', '/page/' || i * 31::bigint % 500, 'user-' || i::bigint * 7919 % 100000
            FROM generate_series(1, 9000000) AS i, LATERAL (SELECT '{day} 00:00Z'::timestamptz + i % 2419200 * interval '1 second' AS at) AS t;
            INSERT INTO site_state (site_id, commit_id, stored, last_committed_at)
            SELECT site_id, gen_random_uuid(), count(*), max(created_at) FROM events WHERE site_id LIKE 'bench-%' GROUP BY site_id;
            """);
        await SumUpAsync(database, http);
        await OriginalSchema.RunAsync(database, $"""
            INSERT INTO events ("timestamp", created_at, chunk, site_id, event_type, path, user_id)
            SELECT at, at, (i - 1) / 1000, '{Site}', 'page_view', '/page/' || i * 31 % 500, 'user-' || i::bigint * 7919 % 100000
            FROM generate_series({Summed} + 1, {Summed + Unsummed}) AS i, LATERAL (SELECT '{day} 00:00Z'::timestamptz + i * interval '85 milliseconds' AS at) AS t;
            UPDATE site_state s
            SET stored = e.stored, last_committed_at = e.at
            FROM (SELECT count(*) AS stored, max(created_at) AS at FROM events WHERE site_id = '{Site}') AS e
            WHERE s.site_id = '{Site}';
            """);
        await OriginalSchema.FillDenseAsync(database);
        await OriginalSchema.RunAsync(database, "VACUUM ANALYZE");
    }

    /// <summary>Waits until the silo, which learns of the site from the first query, has rolled it up.</summary>
    private static async Task SumUpAsync(NpgsqlDataSource database, HttpClient http)
    {
        long start = Stopwatch.GetTimestamp();
        await AskAsync(http, null);
        await using NpgsqlCommand summed = database.CreateCommand($"SELECT coalesce(max(events), 0) FROM site_rollups WHERE site_id = '{Site}'");
        while ((long)(await summed.ExecuteScalarAsync())! != Summed)
        {
            await Task.Delay(50);
        }

        Figures.Print("stats_sum_up", Stopwatch.GetElapsedTime(start).TotalMilliseconds, "ms");
    }

    private static async Task<double> MedianAsync(Func<Task> work, Func<Task>? before = null)
    {
        await work();
        return await Figures.MedianAsync(Rounds, work, before);
    }

    private static async Task AskAsync(HttpClient http, DateOnly? day) => (await http.GetAsync(Question(day))).EnsureSuccessStatusCode();

    private static string Question(DateOnly? day) => string.Create(CultureInfo.InvariantCulture, $"/api/stats?site_id={Site}{(day is null ? "" : $"&date={day:yyyy-MM-dd}")}");

    /// <summary>Changes the site's fencing token, as a commit of another silo does, and waits until responses are checked again.</summary>
    private static async Task ForgetAsync(NpgsqlDataSource database)
    {
        await OriginalSchema.RunAsync(database, $"UPDATE site_state SET commit_id = gen_random_uuid() WHERE site_id = '{Site}'");
        await Task.Delay(TimeSpan.FromSeconds(1.1));
    }

    private static async Task<(double Rate, double P99)> RepeatAsync(Uri gateway, DateOnly? day)
    {
        await RepeatAsync(gateway, day, WarmUp, new LongConcurrentHistogram(1, 60_000_000, 3));
        var latency = new LongConcurrentHistogram(1, 60_000_000, 3);
        double rate = await RepeatAsync(gateway, day, Length, latency);
        return (rate, latency.GetValueAtPercentile(99) / 1000.0);
    }

    private static async Task<double> RepeatAsync(Uri gateway, DateOnly? day, TimeSpan length, LongConcurrentHistogram latency)
    {
        byte[] request = Encoding.ASCII.GetBytes($"GET {Question(day)} HTTP/1.1\r\nHost: {gateway.Authority}\r\n\r\n");
        long start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(async () =>
        {
            using var connection = new HttpConnection(gateway);
            while (Stopwatch.GetElapsedTime(start) < length)
            {
                long sent = Stopwatch.GetTimestamp();
                if (await connection.SendAsync(request) != 200)
                {
                    throw new InvalidOperationException("The statistics were not answered.");
                }

                latency.RecordValue((long)Stopwatch.GetElapsedTime(sent).TotalMicroseconds);
            }
        })));
        return latency.TotalCount / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
