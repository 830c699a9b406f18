using System.Diagnostics;
using System.Globalization;
using Footfall.Dev.Processes;
using Footfall.Dev.Servers;
using Footfall.LoadGenerator;
using Footfall.Torture.Faults;
using Footfall.Torture.Load;
using Footfall.Torture.Verification;

namespace Footfall.Torture;

/// <summary>
/// Injects faults into a private installation under a steady load, lets its queue drain, and compares the confirmed events
/// with those in the database.
/// </summary>
internal static class TortureRun
{
    private const int Silos = 3;
    private const int Gateways = 2;

    /// <summary>All nodes except the master; an event is confirmed once one of them has it too.</summary>
    private const int Replicas = 1;

    /// <summary>Above the time Redis takes to restart after a crash.</summary>
    private static readonly TimeSpan DownAfter = TimeSpan.FromSeconds(3);

    /// <summary>PostgreSQL sessions behind PgBouncer, enough for six silos in session mode; transaction mode shares them.</summary>
    private const int PoolSize = 40;

    private static readonly Dictionary<string, string> PoolerSettings = new()
    {
        ["server_login_retry"] = "1", // by default, nobody is connected for 15 s after PostgreSQL refused one
    };

    private static readonly TimeSpan MinPause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan MaxPause = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan DrainLimit = TimeSpan.FromMinutes(2);

    /// <returns>0 if nothing was lost, doubled or changed, and all statistics and days match the rows; otherwise 1.</returns>
    public static async Task<int> RunAsync(TortureOptions options)
    {
        WriteLine($"seed {options.Seed}, {options.Length.TotalMinutes:0.#} minutes, {options.Rate} events/s, pooler: {options.Pooler ?? "none"}, faults: {string.Join(' ', options.Kinds)}");
        await using PostgresPair postgres = await PostgresPair.StartAsync(
            new PostgresServerOptions
            {
                // For the times in the verdict.
                Settings = new Dictionary<string, string> { ["track_commit_timestamp"] = "on" },
            },
            "footfall");
        await using var cutter = new CommitCutter(postgres.Primary.Port);
        await using PgBouncerServer? bouncer = options.Pooler is { } mode
            ? await PgBouncerServer.StartAsync(cutter.Port, mode, PoolSize, PoolerSettings)
            : null;
        await using RedisSentinels redis = await RedisSentinels.StartAsync(
            Replicas, DownAfter, new RedisServerOptions { AppendFsync = "always" });
        await using LocalCluster cluster = await LocalCluster.StartAsync(new LocalClusterOptions
        {
            Silos = Silos,
            Gateways = Gateways,
            RedisConnection = redis.ConnectionString,
            PostgresConnection = PostgresServer.Address(bouncer?.Port ?? cutter.Port, "footfall"),
            Environment = new Dictionary<string, string>
            {
                ["RollUp__Events"] = "10", // so that every fault meets some
                ["Days__Events"] = "10",
                ["Collect__MinReplicas"] = "1",
                ["Collect__Acknowledge"] = "Replica",
            },
        });

        var clock = Stopwatch.StartNew();
        DateTimeOffset start = DateTimeOffset.UtcNow;
        var clients = new EventClients(cluster, options, clock);
        await clients.RegisterAsync();
        using var stop = new CancellationTokenSource();
        Task load = clients.RunAsync(stop.Token);
        IReadOnlyList<FaultRecord> faults;
        try
        {
            faults = await MakeFaultsAsync(new FaultInjector(cluster, redis, postgres, bouncer, cutter, new Random(~options.Seed)), options, clock);
        }
        finally
        {
            await stop.CancelAsync();
            await load;
        }

        WriteLine($"{clock.Elapsed.TotalSeconds,7:0.0} s  end of load; the queue drains");
        LedgerCount? ledger = null;
        bool isDrained = await Poll.UntilAsync(async token => (ledger = await LedgerCount.ReadAsync(cluster.GatewayAddress, token)) is { Queued: 0 }, DrainLimit);
        WriteLine($"{clock.Elapsed.TotalSeconds,7:0.0} s  {(isDrained ? "drained" : "NOT DRAINED")}");
        Comparison comparison = await Comparison.MakeAsync(postgres.Primary.NpgsqlConnectionString("footfall"), clients.Sent, start);
        IReadOnlyList<string> wrong = await StatisticsCheck.FindWrongAsync(cluster.GatewayAddress, comparison.StoredOfSites);
        DaysCheck days = await DaysCheck.MakeAsync(cluster.GatewayAddress, comparison.StoredOfSites.Keys);
        Report.Print(faults, comparison, ledger, [.. wrong, .. days.Wrong]);

        WriteLine($"lost {comparison.Lost} doubled {comparison.Doubled} confirmed {comparison.Confirmed} faults {faults.Count} wrong statistics {wrong.Count} days {days.Days} wrong days {days.Wrong.Count}");
        bool isExact = comparison is { Lost: 0, Doubled: 0, Changed: 0 } && wrong.Count == 0 && days is { Days: > 0, Wrong.Count: 0 } && ledger?.Stored == comparison.Rows && ledger.Dead == 0;
        return isDrained && isExact ? 0 : 1;
    }

    /// <summary>All kinds come in turns, in an order within each turn that depends on the seed.</summary>
    private static async Task<IReadOnlyList<FaultRecord>> MakeFaultsAsync(FaultInjector injector, TortureOptions options, Stopwatch clock)
    {
        var random = new Random(options.Seed);
        var faults = new List<FaultRecord>();
        var turn = new Queue<FaultKind>();
        while (clock.Elapsed < options.Length)
        {
            await Task.Delay(MinPause + ((MaxPause - MinPause) * random.NextDouble()));
            if (turn.Count == 0)
            {
                FaultKind[] kinds = [.. options.Kinds];
                random.Shuffle(kinds);
                turn = new Queue<FaultKind>(kinds);
            }

            FaultKind kind = turn.Dequeue();
            TimeSpan start = clock.Elapsed;
            string target = await injector.MakeAsync(kind);
            faults.Add(new FaultRecord(kind, target, start, clock.Elapsed));
            WriteLine($"{start.TotalSeconds,7:0.0} s  {kind} ({target}), {(clock.Elapsed - start).TotalSeconds:0.0} s");
            foreach (string ended in await injector.MendAsync())
            {
                WriteLine($"{clock.Elapsed.TotalSeconds,7:0.0} s  {ended}; it runs again");
            }
        }

        return faults;
    }

    private static void WriteLine(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
