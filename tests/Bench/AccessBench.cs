using System.Diagnostics;
using System.Text.Json;
using Footfall.Dev.Servers;
using Footfall.LoadGenerator;
using Npgsql;

namespace Footfall.Bench;

/// <summary>
/// What it costs <c>bench ingest</c> that senders are checked: a gateway that takes events of everybody, and one that knows 1,000
/// sites and asks for a key, take the same posts in turns, while no silo runs.
/// </summary>
internal static class AccessBench
{
    private const string Run = "access";
    private const int Sites = 1_000;

    /// <summary>Odd, for a median.</summary>
    private const int Rounds = 9;

    private const int WarmUps = 3;

    private static readonly LoadOptions Single = new() { Run = Run, Sites = Sites, Events = 40_000 };
    private static readonly LoadOptions Batches = Single with { Events = 500_000, Batch = 500, Connections = 16 };
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    public static async Task RunAsync()
    {
        await using Stack open = await Stack.StartAsync(new StackOptions { Silos = 0 });
        await using Stack registered = await Stack.StartAsync(new StackOptions
        {
            Environment = new Dictionary<string, string> { ["Access__Mode"] = "Registered" },
        });
        string key = await RegisterAsync(registered);
        double single = await CompareAsync("single", open, registered, Single, key);
        double batch = await CompareAsync("batch", open, registered, Batches, key);
        Figures.PrintRatio(Math.Min(single, batch), 1);
    }

    /// <summary>The rate with a key over that without any check: the median of the rounds, each of which has both within seconds.</summary>
    private static async Task<double> CompareAsync(string name, Stack open, Stack registered, LoadOptions load, string key)
    {
        Measured[] ways =
        [
            new("open", open, load),
            new("registered", registered, load),
            new("key", registered, load with { Key = key }),
        ];
        for (int round = -WarmUps; round < Rounds; round++)
        {
            // Who goes first changes, so that none gains by the machine's growing warmer or slower.
            for (int i = 0; i < ways.Length; i++)
            {
                await ways[(i + round + WarmUps) % ways.Length].RunAsync(isCounted: round >= 0);
            }
        }

        foreach (Measured way in ways)
        {
            Figures.Print($"access_{name}_{way.Name}", MeasuredStack.Median(way.Rates), "events/s");
            Figures.Print($"access_{name}_{way.Name}_cpu", MeasuredStack.Median(way.ProcessorTimes), "us/event");
        }

        double Kept(Measured way) => MeasuredStack.Median(way.Rates.Zip(ways[0].Rates, (with, without) => with / without));
        Figures.Print($"access_{name}_kept_without_key", 100 * Kept(ways[1]), "%");
        Figures.Print($"access_{name}_kept", 100 * Kept(ways[2]), "%");
        return Kept(ways[2]);
    }

    /// <summary>Registers the load's sites and stops the silo once the gateway knows them.</summary>
    /// <returns>An operator's key.</returns>
    private static async Task<string> RegisterAsync(Stack stack)
    {
        using var http = new HttpClient { BaseAddress = stack.GatewayAddress };
        using var wish = new StringContent("""{"name":"bench","scope":"operator"}""", null, "application/json");
        using HttpResponseMessage answer = await http.PostAsync(new Uri("/api/operator/keys", UriKind.Relative), wish);
        answer.EnsureSuccessStatusCode();
        using JsonDocument made = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        string key = made.RootElement.GetProperty("key").GetString()!;
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
            await Task.Delay(Look);
        }

        await stack.Silos[0].StopAsync();
        return key;
    }

    private static async Task<bool> IsTakenAsync(HttpClient http)
    {
        using var post = new StringContent($$"""{"site_id":"{{Run}}-0","event_type":"page_view","timestamp":"{{DateTime.UtcNow:O}}"}""");
        using HttpResponseMessage answer = await http.PostAsync(new Uri("/api/event", UriKind.Relative), post);
        return answer.IsSuccessStatusCode;
    }

    /// <summary>One way of sending, and what each of its runs took.</summary>
    private sealed record Measured(string Name, Stack Stack, LoadOptions Load)
    {
        public List<double> Rates { get; } = [];

        /// <summary>Of the gateway, in microseconds an event.</summary>
        public List<double> ProcessorTimes { get; } = [];

        public async Task RunAsync(bool isCounted)
        {
            using var gateway = Process.GetProcessById(Stack.Gateways[0].Id);
            TimeSpan before = gateway.TotalProcessorTime;
            LoadResult sent = await new LoadRun(Load with { Url = Stack.GatewayAddress, Length = TimeSpan.FromMinutes(1) }).RunAsync();
            gateway.Refresh();
            if (sent.Confirmed < Load.Events)
            {
                throw new InvalidOperationException($"{Name}: not all events were taken: {sent}");
            }

            if (isCounted)
            {
                Rates.Add(sent.Rate);
                ProcessorTimes.Add((gateway.TotalProcessorTime - before).TotalMicroseconds / sent.Confirmed);
            }
        }
    }
}
