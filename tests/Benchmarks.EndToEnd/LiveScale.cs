using System.Globalization;
using Footfall.Dev.Servers;
using Footfall.LoadGenerator;
using Npgsql;

namespace Footfall.Benchmarks.EndToEnd;

/// <summary>A silo joins and one leaves under load: the new one's share after half a minute, and how long events wait.</summary>
internal static class LiveScale
{
    private const int Silos = 3;
    private const string Busy = "busy";
    private const string Others = "other";

    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ToShare = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Shared = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan AfterRemoval = TimeSpan.FromSeconds(6);

    /// <summary>Three quarters of the events belong to eight sites.</summary>
    private static readonly LoadOptions[] Loads =
    [
        new() { Run = Busy, Rate = 1500, Sites = 8, Skew = 0, Batch = 10, Connections = 8 },
        new() { Run = Others, Rate = 500, Sites = 1000, Skew = 0, Batch = 10, Connections = 8 },
    ];

    /// <param name="postgres">The server, which must track commit timestamps.</param>
    /// <param name="port">The port at which its commits are slow.</param>
    public static async Task RunAsync(PostgresServer postgres, int port)
    {
        await postgres.CreateDatabaseAsync("live");
        await using LocalCluster cluster = await LocalCluster.StartAsync(new LocalClusterOptions
        {
            Silos = Silos,
            PostgresConnection = $"postgresql://postgres@127.0.0.1:{port}/live",
        });
        await using NpgsqlDataSource database = NpgsqlDataSource.Create(postgres.NpgsqlConnectionString("live"));
        using var stop = new CancellationTokenSource();
        Task<LoadResult[]> load = Task.WhenAll(Loads.Select(options =>
            new LoadRun(options with { Url = cluster.GatewayAddress, Length = TimeSpan.FromMinutes(5) }).RunAsync(stop.Token)));
        await Task.Delay(Usual);

        DateTime usual = DateTime.UtcNow;
        await Task.Delay(Usual);
        DateTime adding = DateTime.UtcNow;
        HostProcess added = await cluster.AddSiloAsync();
        await Task.Delay(ToShare);
        SiloMeters start = await SiloMeters.ReadAsync(cluster);
        await Task.Delay(Shared);
        ScaleFigures figures = (await SiloMeters.ReadAsync(cluster)).Since(start);
        Figures.Log($"{added.Name} has joined: {figures}");

        DateTime removing = DateTime.UtcNow;
        await cluster.RemoveAsync(cluster.Silos[0]);
        await Task.Delay(AfterRemoval);
        DateTime end = DateTime.UtcNow;
        await stop.CancelAsync();
        long confirmed = (await load).Sum(result => result.Confirmed);
        await WaitUntilStoredAsync(database, confirmed);

        Figures.Print("scale_add_share_of_equal", figures.ShareOf(added.Name), "");
        Figures.Print("scale_usual_longest_to_row", await LongestAsync(database, usual, adding), "s");
        Figures.Print("scale_add_longest_to_row", await LongestAsync(database, adding, removing), "s");
        Figures.Print("scale_remove_longest_to_row", await LongestAsync(database, removing, end), "s");
    }

    private static async Task WaitUntilStoredAsync(NpgsqlDataSource database, long events)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await using NpgsqlCommand count = database.CreateCommand(
            $"SELECT coalesce(sum(stored), 0)::bigint FROM site_state WHERE site_id LIKE '{Busy}-%' OR site_id LIKE '{Others}-%'");
        while ((long)(await count.ExecuteScalarAsync(limit.Token))! < events)
        {
            await Task.Delay(100, limit.Token);
        }
    }

    /// <summary>Returns the longest time from sending an event to the commit of its row, in seconds.</summary>
    private static async Task<double> LongestAsync(NpgsqlDataSource database, DateTime from, DateTime to)
    {
        await using NpgsqlCommand longest = database.CreateCommand(string.Create(CultureInfo.InvariantCulture, $"""
            SELECT coalesce(extract(epoch FROM max(pg_xact_commit_timestamp(xmin) - "timestamp")), 0)::float8 FROM events
            WHERE (site_id LIKE '{Busy}-%' OR site_id LIKE '{Others}-%') AND "timestamp" BETWEEN '{from:O}' AND '{to:O}'
            """));
        return (double)(await longest.ExecuteScalarAsync())!;
    }
}
