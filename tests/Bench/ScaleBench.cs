using System.Diagnostics;
using System.Globalization;
using Footfall.Dev.Servers;
using Npgsql;

namespace Footfall.Bench;

/// <summary>
/// How the drain grows with the silos while each commit takes a tenth of a second, as on a slow disk or a distant server: so
/// that this machine's cores, which all silos share, are not the limit. Then how soon a new silo has its share under a load
/// of a few busy sites and many others, and how long events wait while one comes and one leaves.
/// </summary>
internal static class ScaleBench
{
    private const int Sites = 1000;

    /// <summary>Three seconds' work of eight silos.</summary>
    private const int Waiting = 100_000;

    private static readonly int[] Steps = [1, 2, 4, 8];
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan ShareLimit = TimeSpan.FromSeconds(30);

    /// <summary>Small transactions, which the delay limits to some 3,800 events/s of a silo; and no more drains than fill them.</summary>
    private static readonly Dictionary<string, string> Settings = new()
    {
        ["Store__RowsPerTransaction"] = "200",
        ["Drain__ChunkBytes"] = "3200",
        ["Pump__Workers"] = "64",
    };

    public static async Task RunAsync()
    {
        await using PostgresServer postgres = await PostgresServer.StartAsync(new PostgresServerOptions
        {
            Settings = new Dictionary<string, string> { ["track_commit_timestamp"] = "on" },
        });
        await postgres.CreateDatabaseAsync("footfall");
        await using var slow = new CommitDelay(postgres.Port, Delay);
        await using Stack stack = await Stack.StartAsync(new StackOptions
        {
            PostgresConnection = $"postgresql://postgres@127.0.0.1:{slow.Port}/footfall",
            Environment = Settings,
        });
        await using NpgsqlDataSource database = NpgsqlDataSource.Create(postgres.NpgsqlConnectionString("footfall"));

        double one = 0;
        double all = 0;
        await using (Backlog.Keep(stack.RedisConnection, database, Sites, Waiting))
        {
            foreach (int silos in Steps)
            {
                await Task.WhenAll(Enumerable.Range(0, silos - stack.Silos.Count).Select(_ => stack.AddSiloAsync()));
                await Task.Delay(WarmUp);
                await WaitUntilEvenAsync(stack);
                all = await MeasureAsync(stack);
                one = silos == 1 ? all : one;
                Figures.Print(string.Create(CultureInfo.InvariantCulture, $"scale_{silos}_silos"), all, "events/s");
                Figures.Print(string.Create(CultureInfo.InvariantCulture, $"scale_{silos}_silos_of_linear"), all / (silos * one), "");
            }
        }

        await LiveScale.RunAsync(stack, database);
        Figures.PrintRatio(all, Steps[^1] * one);
    }

    private static async Task<double> MeasureAsync(Stack stack)
    {
        SiloMeters start = await SiloMeters.ReadAsync(stack);
        await Task.Delay(Measured);
        ScaleFigures figures = (await SiloMeters.ReadAsync(stack)).Since(start);
        Figures.Say($"{stack.Silos.Count} silos: {figures}");
        return figures.Rate;
    }

    /// <summary>Waits until no silo's share differs from the others' by much, or the time for it is over.</summary>
    private static async Task WaitUntilEvenAsync(Stack stack)
    {
        long start = Stopwatch.GetTimestamp();
        ScaleFigures figures;
        do
        {
            SiloMeters before = await SiloMeters.ReadAsync(stack);
            await Task.Delay(Look);
            figures = (await SiloMeters.ReadAsync(stack)).Since(before);
        }
        while (!figures.IsEven && Stopwatch.GetElapsedTime(start) < ShareLimit);
    }
}
