using System.Globalization;
using HdrHistogram;

namespace Footfall.LoadGenerator;

/// <summary>The result of a load.</summary>
/// <param name="Confirmed">Events in requests answered 202.</param>
/// <param name="Unconfirmed">Events in all other requests, whose outcome is unknown.</param>
/// <param name="Requests">Requests by status; 0 for those without a response.</param>
/// <param name="Elapsed">The time from the first request to the last response.</param>
/// <param name="Latency">Latencies of the 202s, in microseconds; from the intended moment in an open loop.</param>
internal sealed record LoadResult(
    long Confirmed, long Unconfirmed, IReadOnlyDictionary<int, long> Requests, TimeSpan Elapsed, HistogramBase Latency)
{
    /// <summary>Confirmed events per second.</summary>
    public double Rate => Confirmed / Elapsed.TotalSeconds;

    /// <summary>Returns a latency percentile in milliseconds.</summary>
    public double Percentile(double percent) => Latency.TotalCount == 0 ? double.NaN : Latency.GetValueAtPercentile(percent) / 1000.0;

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Confirmed} confirmed in {Elapsed.TotalSeconds:0.0} s: {Rate:0} events/s; p50 {Percentile(50):0.00} p90 {Percentile(90):0.00} p99 {Percentile(99):0.00} p99.9 {Percentile(99.9):0.00} max {Percentile(100):0.00} ms; requests {string.Join(" ", Requests.OrderBy(item => item.Key).Select(item => $"{item.Key}:{item.Value}"))}");
}
