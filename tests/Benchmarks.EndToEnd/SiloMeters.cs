using System.Diagnostics;
using System.Globalization;
using Footfall.Dev.Servers;

namespace Footfall.Benchmarks.EndToEnd;

/// <summary>The number of events that each silo reports as stored, and the machine's CPU load, at one moment.</summary>
/// <param name="Stored">Events, by the silo's name.</param>
/// <param name="At">The time on the stopwatch's scale.</param>
/// <param name="Busy">The busy time of all cores since the machine's start, in clock ticks.</param>
/// <param name="Ticks">The total time of all cores, busy or not.</param>
internal sealed record SiloMeters(IReadOnlyDictionary<string, double> Stored, long At, long Busy, long Ticks)
{
    private static readonly HttpClient Http = new();

    public static async Task<SiloMeters> ReadAsync(LocalCluster cluster)
    {
        HostProcess[] silos = [.. cluster.Silos];
        double[] stored = await Task.WhenAll(silos.Select(async silo =>
        {
            string text = await Http.GetStringAsync(new Uri(silo.Address, "/metrics"));
            return text.Split('\n').Where(line => line.StartsWith("footfall_events_stored_total", StringComparison.Ordinal))
                .Sum(line => double.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture));
        }));
        // user nice system idle iowait irq softirq steal; see proc(5).
        long[] ticks = [.. (await File.ReadAllLinesAsync("/proc/stat"))[0].Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..9]
            .Select(field => long.Parse(field, CultureInfo.InvariantCulture))];
        return new SiloMeters(
            silos.Zip(stored).ToDictionary(silo => silo.First.Name, silo => silo.Second), Stopwatch.GetTimestamp(), ticks.Sum() - ticks[3] - ticks[4], ticks.Sum());
    }

    /// <summary>Returns the figures for the time between an earlier moment and this one.</summary>
    public ScaleFigures Since(SiloMeters earlier)
    {
        double seconds = Stopwatch.GetElapsedTime(earlier.At, At).TotalSeconds;
        return new ScaleFigures(
            Stored.ToDictionary(silo => silo.Key, silo => (silo.Value - earlier.Stored.GetValueOrDefault(silo.Key)) / seconds),
            (double)(Busy - earlier.Busy) / (Ticks - earlier.Ticks));
    }
}
