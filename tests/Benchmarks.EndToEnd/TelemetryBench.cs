using Footfall.LoadGenerator;

namespace Footfall.Benchmarks.EndToEnd;

/// <summary>
/// The cost of monitoring at full load: two stacks take the same events in turns, one monitored by Prometheus at the interval
/// set in <c>observability</c> and by an OTLP receiver, at the default sampling; the other one not monitored.
/// </summary>
internal static class TelemetryBench
{
    /// <summary>Odd, for a median.</summary>
    private const int Rounds = 9;

    private const int WarmUps = 2;

    private static readonly TimeSpan Scrape = TimeSpan.FromSeconds(5);

    /// <summary>Avoids roll-ups, which run in the background and would fall into the other stack's turn.</summary>
    private static readonly Dictionary<string, string> Plain = new() { ["RollUp__Events"] = "1000000" };

    public static async Task RunAsync()
    {
        await using DiscardingReceiver receiver = await DiscardingReceiver.StartAsync();
        await using MeasuredCluster plain = await MeasuredCluster.StartAsync(Plain);
        await using MeasuredCluster watched = await MeasuredCluster.StartAsync(new Dictionary<string, string>(Plain)
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = receiver.Address,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_METRIC_EXPORT_INTERVAL"] = "5000",
        });
        using var stop = new CancellationTokenSource();
        Task scraping = ScrapeAsync(watched.Hosts, stop.Token);
        double single = await CompareAsync("single", plain, watched, new LoadOptions { Events = 40_000 });
        double batch = await CompareAsync("batch", plain, watched, new LoadOptions { Events = 600_000, Batch = 100, Connections = 16 });
        await stop.CancelAsync();
        await scraping;
        Figures.Print("telemetry_traces", receiver.TraceBytes, "bytes");
        Figures.PrintRatio(Math.Min(single, batch), 1);
    }

    /// <summary>Returns the monitored stack's rate over the other's: the median of rounds that measure both within seconds.</summary>
    private static async Task<double> CompareAsync(string name, MeasuredCluster plain, MeasuredCluster watched, LoadOptions load)
    {
        for (int round = -WarmUps; round < Rounds; round++)
        {
            if (round == 0)
            {
                plain.ClearHistory();
                watched.ClearHistory();
            }

            // The order changes, so that neither benefits from the machine growing warmer or slower.
            (MeasuredCluster first, MeasuredCluster second) = round % 2 == 0 ? (plain, watched) : (watched, plain);
            await first.RunAsync(load);
            await second.RunAsync(load);
        }

        Figures.Print($"telemetry_{name}_without", plain.Rate, "events/s");
        Figures.Print($"telemetry_{name}_with", watched.Rate, "events/s");
        double ratio = MeasuredCluster.Median(watched.Rates.Zip(plain.Rates, (with, without) => with / without));
        Figures.Print($"telemetry_{name}_kept", 100 * ratio, "%");
        Figures.Print($"telemetry_{name}_cpu_without", plain.ProcessorTime, "us/event");
        Figures.Print($"telemetry_{name}_cpu_with", watched.ProcessorTime, "us/event");
        return ratio;
    }

    private static async Task ScrapeAsync(IEnumerable<Uri> hosts, CancellationToken stop)
    {
        using var http = new HttpClient();
        using var timer = new PeriodicTimer(Scrape);
        while (!stop.IsCancellationRequested)
        {
            foreach (Uri host in hosts)
            {
                await http.GetByteArrayAsync(new Uri(host, "/metrics"), CancellationToken.None);
            }

            await timer.WaitForNextTickAsync(CancellationToken.None);
        }
    }
}
