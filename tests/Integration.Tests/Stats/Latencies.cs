using System.Collections.Concurrent;

namespace Footfall.Integration.Stats;

/// <summary>Measured durations. Thread-safe while being filled.</summary>
internal sealed class Latencies
{
    private readonly ConcurrentBag<TimeSpan> _samples = [];

    public int Count => _samples.Count;

    public TimeSpan P99 => At(0.99);

    public void Add(TimeSpan sample) => _samples.Add(sample);

    public override string ToString() =>
        $"{Count} samples, p50 {At(0.5).TotalMilliseconds:0} ms, p90 {At(0.9).TotalMilliseconds:0} ms, p99 {P99.TotalMilliseconds:0} ms, max {At(1).TotalMilliseconds:0} ms";

    private TimeSpan At(double share)
    {
        TimeSpan[] sorted = [.. _samples.Order()];
        return sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * share))];
    }
}
