using System.Globalization;
using HdrHistogram;

namespace Footfall.LoadGenerator;

/// <summary>What a load brought.</summary>
/// <param name="Confirmed">Events in requests answered 202.</param>
/// <param name="Unconfirmed">Events in all others; their fate is open.</param>
/// <param name="Requests">Requests by status; 0 where there was no answer.</param>
/// <param name="Elapsed">From the first request to the last answer.</param>
/// <param name="Latency">Of the 202s, in microseconds; from the intended moment when the loop is open.</param>
internal sealed record LoadResult(
    long Confirmed, long Unconfirmed, IReadOnlyDictionary<int, long> Requests, TimeSpan Elapsed, HistogramBase Latency)
{
    /// <summary>Confirmed events a second.</summary>
    public double Rate => Confirmed / Elapsed.TotalSeconds;

    /// <summary>In milliseconds.</summary>
    public double Percentile(double percent) => Latency.TotalCount == 0 ? double.NaN : Latency.GetValueAtPercentile(percent) / 1000.0;

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Confirmed} confirmed in {Elapsed.TotalSeconds:0.0} s: {Rate:0} events/s; p50 {Percentile(50):0.00} p90 {Percentile(90):0.00} p99 {Percentile(99):0.00} p99.9 {Percentile(99.9):0.00} max {Percentile(100):0.00} ms; requests {string.Join(" ", Requests.OrderBy(item => item.Key).Select(item => $"{item.Key}:{item.Value}"))}");
}
