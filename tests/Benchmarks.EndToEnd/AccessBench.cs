using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Footfall.Dev.Servers;
using Footfall.LoadGenerator;
using Npgsql;

namespace Footfall.Benchmarks.EndToEnd;

/// <summary>
/// The cost of checking senders in <c>bench ingest</c>: a gateway that accepts all events, and one that knows 1,000 sites and
/// requires a key, take the same posts in turns, while no silo runs.
/// </summary>
internal static class AccessBench
{
    private const string Run = "access";
    private const int Sites = 1_000;

    /// <summary>Several gateways of each kind, because the speed of the same code varies with what the JIT compiler made of it.</summary>
    private const int Stacks = 3;

    private const int Rounds = 5;

    private static readonly LoadOptions Load = new() { Run = Run, Sites = Sites, Skew = 0, Length = TimeSpan.FromMinutes(1) };
    private static readonly LoadOptions Single = Load with { Events = 40_000 };
    private static readonly LoadOptions Batches = Load with { Events = 400_000, Batch = 500, Connections = 16 };
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(20);

    public static async Task RunAsync()
    {
        Measured[] ways = [.. new[] { Single, Batches }.SelectMany(load => new Measured[] { new("open", load), new("registered", load), new("key", load) })];
        for (int stack = 0; stack < Stacks; stack++)
        {
            await MeasureAsync(ways);
        }

        double[] kept = [.. ways.Chunk(3).Select(Compare)];
        Figures.PrintRatio(kept.Min(), 1);
    }

    private static async Task MeasureAsync(Measured[] ways)
    {
        await using LocalCluster open = await LocalCluster.StartAsync(new LocalClusterOptions { Silos = 0 });
        await using LocalCluster registered = await LocalCluster.StartAsync(new LocalClusterOptions
        {
            Environment = new Dictionary<string, string> { ["Access__Mode"] = "Registered" },
        });
        string key = await RegisterAsync(registered);
        await new LoadRun(Load with { Url = open.GatewayAddress, Length = WarmUp }).RunAsync();
        await new LoadRun(Load with { Url = registered.GatewayAddress, Length = WarmUp, Key = key }).RunAsync();
        for (int round = 0; round < Rounds; round++)
        {
            // The order changes, so that none benefits from the machine growing warmer or slower.
            for (int i = 0; i < ways.Length; i++)
            {
                Measured way = ways[(i + round) % ways.Length];
                await way.RunAsync(way.Name == "open" ? open : registered, way.Name == "key" ? key : null);
            }
        }
    }

    /// <summary>Returns the rate with a key over that without checks: the median of rounds that measure both within seconds.</summary>
    private static double Compare(Measured[] ways)
    {
        string name = ways[0].Load.Batch == 1 ? "single" : "batch";
        foreach (Measured way in ways)
        {
            Figures.Print($"access_{name}_{way.Name}", MeasuredCluster.Median(way.Rates), "events/s");
            Figures.Print($"access_{name}_{way.Name}_cpu", MeasuredCluster.Median(way.ProcessorTimes), "us/event");
        }

        double Kept(Measured way) => MeasuredCluster.Median(way.Rates.Zip(ways[0].Rates, (with, without) => with / without));
        Figures.Print($"access_{name}_kept_without_key", 100 * Kept(ways[1]), "%");
        Figures.Print($"access_{name}_kept", 100 * Kept(ways[2]), "%");
        return Kept(ways[2]);
    }

    /// <summary>Registers the load's sites and stops the silo once the gateway knows them.</summary>
    /// <returns>The operator key.</returns>
    private static async Task<string> RegisterAsync(LocalCluster stack)
    {
        using var http = new HttpClient { BaseAddress = stack.GatewayAddress };
        string key = await MakeKeyAsync(http);
        await using NpgsqlDataSource database = NpgsqlDataSource.Create(stack.Postgres!.NpgsqlConnectionString("footfall"));
        await using NpgsqlCommand register = database.CreateCommand(
            """
            WITH moved AS (UPDATE access_version SET version = version + 1 RETURNING version)
            INSERT INTO registered_sites (site_id, name, time_zone, origins, needs_write_key, version)
            SELECT $1 || '-' || n, '', 'UTC', '{}', false, version FROM moved, generate_series(0, $2 - 1) AS n
            """);
        register.Parameters.Add(new NpgsqlParameter { Value = Run });
        register.Parameters.Add(new NpgsqlParameter { Value = Sites });
        await register.ExecuteNonQueryAsync();
        while (!await IsTakenAsync(http))
        {
            await Task.Delay(PollInterval);
        }

        await stack.Silos[0].StopAsync();
        return key;
    }

    private static async Task<string> MakeKeyAsync(HttpClient http)
    {
        while (true)
        {
            using var wish = new StringContent("""{"name":"bench","scope":"operator"}""", null, "application/json");
            using HttpResponseMessage answer = await http.PostAsync(new Uri("/api/operator/keys", UriKind.Relative), wish);
            if (answer.StatusCode != HttpStatusCode.ServiceUnavailable)
            {
                answer.EnsureSuccessStatusCode();
                using JsonDocument made = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
                return made.RootElement.GetProperty("key").GetString()!;
            }

            await Task.Delay(PollInterval);
        }
    }

    private static async Task<bool> IsTakenAsync(HttpClient http)
    {
        using var post = new StringContent($$"""{"site_id":"{{Run}}-0","event_type":"page_view","timestamp":"{{DateTime.UtcNow:O}}"}""");
        using HttpResponseMessage answer = await http.PostAsync(new Uri("/api/event", UriKind.Relative), post);
        return answer.IsSuccessStatusCode;
    }

    /// <summary>One way of sending, and the results of its runs.</summary>
    private sealed record Measured(string Name, LoadOptions Load)
    {
        public List<double> Rates { get; } = [];

        /// <summary>The gateway's CPU time, in microseconds per event.</summary>
        public List<double> ProcessorTimes { get; } = [];

        public async Task RunAsync(LocalCluster stack, string? key)
        {
            using var gateway = Process.GetProcessById(stack.Gateways[0].Id);
            TimeSpan before = gateway.TotalProcessorTime;
            LoadResult sent = await new LoadRun(Load with { Url = stack.GatewayAddress, Key = key }).RunAsync();
            gateway.Refresh();
            if (sent.Confirmed < Load.Events)
            {
                throw new InvalidOperationException($"{Name}: not all events were taken: {sent}");
            }

            Rates.Add(sent.Rate);
            ProcessorTimes.Add((gateway.TotalProcessorTime - before).TotalMicroseconds / sent.Confirmed);
        }
    }
}
