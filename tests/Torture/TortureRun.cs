using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Footfall.Dev.Processes;
using Footfall.Dev.Servers;
using Footfall.Torture.Faults;
using Footfall.Torture.Load;
using Footfall.Torture.Verdict;

namespace Footfall.Torture;

/// <summary>
/// Attacks a private installation under a steady load, lets its queue drain, and compares what clients had confirmed
/// with what the database holds.
/// </summary>
internal static class TortureRun
{
    private const int Silos = 3;
    private const int Gateways = 2;

    private static readonly TimeSpan ShortestRest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan DrainLimit = TimeSpan.FromMinutes(2);

    /// <returns>0 when nothing was lost or doubled, else 1.</returns>
    public static async Task<int> RunAsync(TortureOptions options)
    {
        Say($"seed {options.Seed}, {options.Length.TotalMinutes:0.#} minutes, {options.Rate} events/s, faults: {string.Join(' ', options.Kinds)}");
        await using PostgresServer postgres = await PostgresServer.StartAsync(new PostgresServerOptions());
        await postgres.CreateDatabaseAsync("footfall");
        await using var cutter = new CommitCutter(postgres.Port);
        await using Stack stack = await Stack.StartAsync(new StackOptions
        {
            Silos = Silos,
            Gateways = Gateways,
            Redis = new RedisServerOptions { AppendFsync = "always" },
            PostgresConnection = $"postgresql://postgres@127.0.0.1:{cutter.Port}/footfall",
        });

        var clock = Stopwatch.StartNew();
        DateTimeOffset start = DateTimeOffset.UtcNow;
        var clients = new EventClients(stack, options, clock);
        using var stop = new CancellationTokenSource();
        Task load = clients.RunAsync(stop.Token);
        List<FaultRecord> faults = await MakeFaultsAsync(new FaultMaker(stack, postgres, cutter, new Random(options.Seed)), options, clock);
        await stop.CancelAsync();
        await load;

        bool isDrained = await Poll.UntilAsync(token => IsDrainedAsync(stack.GatewayAddress, token), DrainLimit);
        Comparison comparison = await Comparison.MakeAsync(postgres.NpgsqlConnectionString("footfall"), clients.Sent, start);
        Report(faults, comparison);
        if (!isDrained)
        {
            Say($"The queue was not empty after {DrainLimit.TotalSeconds:0} s.");
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"lost {comparison.Lost} doubled {comparison.Doubled} confirmed {comparison.Confirmed} faults {faults.Count}"));
        return isDrained && comparison is { Lost: 0, Doubled: 0 } ? 0 : 1;
    }

    private static async Task<List<FaultRecord>> MakeFaultsAsync(FaultMaker maker, TortureOptions options, Stopwatch clock)
    {
        var random = new Random(options.Seed);
        var faults = new List<FaultRecord>();
        while (clock.Elapsed < options.Length)
        {
            await Task.Delay(ShortestRest + ((LongestRest - ShortestRest) * random.NextDouble()));
            FaultKind kind = options.Kinds[random.Next(options.Kinds.Count)];
            TimeSpan start = clock.Elapsed;
            await maker.MakeAsync(kind);
            faults.Add(new FaultRecord(kind, start, clock.Elapsed));
            Say($"{start.TotalSeconds,7:0.0} s  {kind}, {(clock.Elapsed - start).TotalSeconds:0.0} s");
        }

        return faults;
    }

    private static async Task<bool> IsDrainedAsync(Uri gateway, CancellationToken cancellation)
    {
        using var http = new HttpClient();
        using HttpResponseMessage answer = await http.GetAsync(new Uri(gateway, "/api/ledger"), cancellation);
        if (!answer.IsSuccessStatusCode)
        {
            return false;
        }

        using JsonDocument ledger = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(cancellation));
        return ledger.RootElement.GetProperty("queued").GetInt64() == 0;
    }

    private static void Report(List<FaultRecord> faults, Comparison comparison)
    {
        Console.WriteLine();
        Console.WriteLine("kind              count   longest from 202 to commit   longest recovery after its end");
        foreach (IGrouping<FaultKind, FaultRecord> kind in faults.GroupBy(fault => fault.Kind).OrderBy(kind => kind.Key))
        {
            TimeSpan delay = kind.Max(fault => comparison.LongestDelay(fault.Start - ShortestRest, fault.End));
            TimeSpan recovery = kind.Max(comparison.Recovery);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{kind.Key,-16}  {kind.Count(),5}   {delay.TotalSeconds,24:0.0} s   {recovery.TotalSeconds,28:0.0} s"));
        }

        Console.WriteLine();
    }

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
