using System.Globalization;
using Footfall.Dev.Servers;
using Npgsql;

namespace Footfall.Benchmarks.EndToEnd;

/// <summary>
/// How the drain scales with silos while each commit takes a tenth of a second, as on a slow disk or a distant server, so
/// that the cores, which all silos on this machine share, are not the limit. Runs <see cref="LiveScale"/> afterwards.
/// </summary>
internal static class ScaleBench
{
    private const int Sites = 400;
    private const int WaitingPerSite = 500;

    private static readonly int[] Steps = [1, 2, 4, 8];
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(10);

    /// <summary>
    /// One chunk of some fifty events per transaction, and two transactions at a time per silo: with the delay, about 1,000 events/s
    /// per silo. No more drains than keep these full, because each waits for its turn.
    /// </summary>
    private static readonly Dictionary<string, string> Settings = new()
    {
        ["Store__SitesPerTransaction"] = "1",
        ["Drain__ChunkBytes"] = "65536",
        ["Queue__MaxConcurrentDrains"] = "10",
    };

    public static async Task RunAsync()
    {
        await using PostgresServer postgres = await PostgresServer.StartAsync(new PostgresServerOptions
        {
            Settings = new Dictionary<string, string> { ["track_commit_timestamp"] = "on" },
        });
        await using var slow = new CommitDelay(postgres.Port, Delay);
        double ratio = await MeasureStepsAsync(postgres, slow.Port);
        await LiveScale.RunAsync(postgres, slow.Port);
        Figures.PrintRatio(ratio, 1);
    }

    /// <returns>The rate of the largest number of silos, over that many times the rate of one silo.</returns>
    private static async Task<double> MeasureStepsAsync(PostgresServer postgres, int port)
    {
        await postgres.CreateDatabaseAsync("steps");
        await using LocalCluster cluster = await LocalCluster.StartAsync(new LocalClusterOptions
        {
            Gateways = 0,
            PostgresConnection = $"postgresql://postgres@127.0.0.1:{port}/steps",
            Environment = Settings,
        });
        await using NpgsqlDataSource database = NpgsqlDataSource.Create(postgres.NpgsqlConnectionString("steps"));
        await using Backlog backlog = Backlog.Keep(cluster.RedisConnection, database, Sites, WaitingPerSite);
        double one = 0;
        double ratio = 0;
        foreach (int silos in Steps)
        {
            await Task.WhenAll(Enumerable.Range(0, silos - cluster.Silos.Count).Select(_ => cluster.AddSiloAsync()));
            await Task.Delay(WarmUp);
            SiloMeters start = await SiloMeters.ReadAsync(cluster);
            await Task.Delay(Measured);
            ScaleFigures figures = (await SiloMeters.ReadAsync(cluster)).Since(start);
            Figures.Log($"{silos} silos: {figures}");
            one = silos == 1 ? figures.Rate : one;
            ratio = figures.Rate / (silos * one);
            Figures.Print(string.Create(CultureInfo.InvariantCulture, $"scale_{silos}_silos"), figures.Rate, "events/s");
            Figures.Print(string.Create(CultureInfo.InvariantCulture, $"scale_{silos}_silos_of_linear"), ratio, "");
        }

        return ratio;
    }
}
