using System.Diagnostics;
using Footfall.Dev.Servers;
using Footfall.LoadGenerator;

namespace Footfall.Benchmarks.EndToEnd;

/// <summary>The highest open-loop rate at which 202s are quick and statistics fresh, with everything on this machine.</summary>
internal static class E2eBench
{
    private const double MaxP99 = 10;

    private static readonly TimeSpan MaxFreshness = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan Trial = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Proof = TimeSpan.FromSeconds(60);

    private static readonly int[] Singles = [2_000, 4_000, 6_000, 8_000, 10_000, 15_000, 20_000];
    private static readonly int[] Batches = [15_000, 30_000, 60_000, 90_000, 120_000];

    public static async Task RunAsync()
    {
        double single = await FindAsync("single", 1, Singles);
        double batch = await FindAsync("batch", 100, Batches);
        Figures.PrintRatio(batch, single);
    }

    private static async Task<double> FindAsync(string name, int batch, int[] rates)
    {
        await using LocalCluster cluster = await LocalCluster.StartAsync(new LocalClusterOptions());
        var options = new LoadOptions { Url = cluster.GatewayAddress, Batch = batch, Length = Trial };
        await new LoadRun(options with { Rate = rates[1], Length = WarmUp }).RunAsync();
        int best = 0;
        foreach (int rate in rates)
        {
            if (!await HoldsAsync(options with { Rate = rate }))
            {
                break;
            }

            best = rate;
        }

        bool holds = best > 0 && await HoldsAsync(options with { Rate = best, Length = Proof });
        Figures.Print($"e2e_{name}", holds ? best : 0, "events/s");
        foreach (HostProcess host in cluster.Gateways.Concat(cluster.Silos))
        {
            using var process = Process.GetProcessById(host.Id);
            Figures.Print($"e2e_{name}_{host.Name}_memory", process.PeakWorkingSet64 >> 20, "MB");
        }

        return best;
    }

    private static async Task<bool> HoldsAsync(LoadOptions options)
    {
        using var stop = new CancellationTokenSource();
        Task<TimeSpan> freshness = ProbeAsync(options.Url, stop.Token);
        LoadResult result = await new LoadRun(options).RunAsync();
        await stop.CancelAsync();
        TimeSpan longest = await freshness;
        Figures.Log($"{options.Rate} events/s wanted: {result}; longest freshness {longest.TotalMilliseconds:0} ms");
        return result.Percentile(99) < MaxP99 && longest < MaxFreshness && result.Rate > 0.98 * options.Rate;
    }

    /// <summary>Periodically posts an event and waits until the statistics include it.</summary>
    /// <returns>The longest time from a 202 to the response that includes the event.</returns>
    private static async Task<TimeSpan> ProbeAsync(Uri gateway, CancellationToken stop)
    {
        using var http = new HttpClient { BaseAddress = gateway };
        var longest = TimeSpan.Zero;
        while (!stop.IsCancellationRequested)
        {
            using var body = new StringContent($$"""{"site_id":"probe","event_type":"page_view","timestamp":"{{DateTime.UtcNow:O}}"}""");
            using HttpResponseMessage accepted = await http.PostAsync("/api/event", body, CancellationToken.None);
            long start = Stopwatch.GetTimestamp();
            using HttpResponseMessage answer = await http.GetAsync("/api/stats?site_id=probe&wait=10s", CancellationToken.None);
            TimeSpan fresh = accepted.IsSuccessStatusCode && answer.IsSuccessStatusCode ? Stopwatch.GetElapsedTime(start) : TimeSpan.MaxValue;
            longest = fresh > longest ? fresh : longest;
            await Task.Delay(100, CancellationToken.None);
        }

        return longest;
    }
}
