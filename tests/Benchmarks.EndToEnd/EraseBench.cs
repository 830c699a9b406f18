using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Footfall.Dev.Servers;
using Footfall.LoadGenerator;
using Npgsql;

namespace Footfall.Benchmarks.EndToEnd;

/// <summary>
/// Erases one user of a site among 1,000,000 of its events while 5,000 events/s arrive, repeatedly, alternating with times without
/// erasure: how long it takes, the latency of 202s meanwhile, and whether the remaining events are exact.
/// </summary>
internal static class EraseBench
{
    private const string Run = "erase";

    /// <summary>The load's one site.</summary>
    private const string Site = Run + "-0";

    private const int Stored = 1_000_000;

    /// <summary>Each user has a thousandth of the site's events, and each round erases another one.</summary>
    private const int Users = 1_000;

    private const int Rounds = 5;
    private const double Rate = 5_000;

    /// <summary>Single posts at this rate would use up two cores; batches of this size do not.</summary>
    private const int EventsPerPost = 10;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(20);

    public static async Task RunAsync()
    {
        await using LocalCluster cluster = await LocalCluster.StartAsync(new LocalClusterOptions());
        await using NpgsqlDataSource database = NpgsqlDataSource.Create(cluster.Postgres!.NpgsqlConnectionString("footfall"));
        using var http = new HttpClient { BaseAddress = cluster.GatewayAddress };
        await FillAsync(database, http);
        await LoadAsync(cluster, WarmUp);
        var (calm, erasing, times) = (new List<double>(), new List<double>(), new List<double>());
        for (int round = 0; round < Rounds; round++)
        {
            calm.Add((await LoadAsync(cluster, Length)).Percentile(99));
            Task<LoadResult> load = LoadAsync(cluster, Length);
            times.Add(await EraseAsync(http, UserOf(round)));
            erasing.Add((await load).Percentile(99));
            Figures.Log(string.Create(CultureInfo.InvariantCulture, $"p99 {calm[^1]:0.0} ms, while erasing {erasing[^1]:0.0} ms; erased in {times[^1]:0.0} s"));
        }

        await AssertExactAsync(database, http);
        Figures.Print("erase_user_of_1000000_events", MeasuredCluster.Median(times), "s");
        Figures.Print("erase_p99_without", MeasuredCluster.Median(calm), "ms");
        Figures.Print("erase_p99", MeasuredCluster.Median(erasing), "ms");
        Figures.PrintRatio(MeasuredCluster.Median(calm), MeasuredCluster.Median(erasing));
    }

    private static Task<LoadResult> LoadAsync(LocalCluster cluster, TimeSpan length) => new LoadRun(new LoadOptions
    {
        Url = cluster.GatewayAddress,
        Run = Run,
        Sites = 1,
        Rate = Rate,
        Batch = EventsPerPost,
        Length = length,
        WarmUp = TimeSpan.FromSeconds(1),
    }).RunAsync();

    /// <summary>Fills the table as if the site had stored its events before all others, and had none of them rolled up yet.</summary>
    private static async Task FillAsync(NpgsqlDataSource database, HttpClient http)
    {
        // A silo creates the site, and the month's table, with the first event.
        using var post = new StringContent($$"""{"site_id":"{{Site}}","event_type":"page_view","timestamp":"{{DateTime.UtcNow:yyyy-MM-dd}}"}""");
        (await http.PostAsync(new Uri("/api/event", UriKind.Relative), post)).EnsureSuccessStatusCode();
        while (await StoredEvents.CountAsync(database) == 0)
        {
            await Task.Delay(PollInterval);
        }

        await using NpgsqlCommand fill = database.CreateCommand(
            """
            WITH moved AS (
                UPDATE site_state SET stored = stored + $2, commit_id = gen_random_uuid() WHERE site_id = $1
            )
            INSERT INTO events ("timestamp", created_at, chunk, site_id, event_type, path, user_id)
            SELECT current_date, '2000-01-01', n / 1000, $1, 'page_view', '/page-' || n % 100, 'filled-' || n % $3
            FROM generate_series(0, $2 - 1) AS n
            """);
        fill.CommandTimeout = 0;
        fill.Parameters.Add(new NpgsqlParameter { Value = Site });
        fill.Parameters.Add(new NpgsqlParameter { Value = Stored });
        fill.Parameters.Add(new NpgsqlParameter { Value = Users });
        await fill.ExecuteNonQueryAsync();
    }

    /// <returns>The seconds from the request to the end.</returns>
    private static async Task<double> EraseAsync(HttpClient http, string user)
    {
        long start = Stopwatch.GetTimestamp();
        using HttpResponseMessage answer = await http.DeleteAsync(new Uri($"/api/sites/{Site}/users/{user}?site_id={Site}&user_id={user}", UriKind.Relative));
        answer.EnsureSuccessStatusCode();
        using JsonDocument erasure = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        string id = erasure.RootElement.GetProperty("id").GetString()!;
        while (await StateAsync(http, id) != "done")
        {
            await Task.Delay(PollInterval);
        }

        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static async Task<string?> StateAsync(HttpClient http, string id)
    {
        using JsonDocument list = JsonDocument.Parse(await http.GetStringAsync(new Uri($"/api/sites/{Site}/erasures", UriKind.Relative)));
        return list.RootElement.GetProperty("erasures").EnumerateArray().Single(item => item.GetProperty("id").GetString() == id).GetProperty("state").GetString();
    }

    /// <summary>Asserts that nothing of the erased users is left, all of the others is, and the statistics agree.</summary>
    private static async Task AssertExactAsync(NpgsqlDataSource database, HttpClient http)
    {
        using JsonDocument statistics = JsonDocument.Parse(await http.GetStringAsync(new Uri($"/api/stats?site_id={Site}&wait=30s", UriKind.Relative)));
        await using NpgsqlCommand count = database.CreateCommand(
            """
            SELECT count(*) FILTER (WHERE user_id = ANY($2)), count(*) FILTER (WHERE user_id LIKE 'filled-%'),
                count(*) FILTER (WHERE event_type = 'page_view'), count(DISTINCT user_id)
            FROM events WHERE site_id = $1
            """);
        count.Parameters.Add(new NpgsqlParameter { Value = Site });
        count.Parameters.Add(new NpgsqlParameter { Value = Enumerable.Range(0, Rounds).Select(UserOf).ToArray() });
        await using NpgsqlDataReader reader = await count.ExecuteReaderAsync();
        await reader.ReadAsync();
        var actual = (reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3));
        var expected = (
            0L,
            Stored - (Rounds * Stored / Users),
            statistics.RootElement.GetProperty("total_views").GetInt64(),
            statistics.RootElement.GetProperty("unique_users").GetInt64());
        if (actual != expected)
        {
            throw new InvalidOperationException($"Events of erased users, of all that were filled in, views and users are {actual} instead of {expected}.");
        }
    }

    private static string UserOf(int round) => string.Create(CultureInfo.InvariantCulture, $"filled-{round}");
}
