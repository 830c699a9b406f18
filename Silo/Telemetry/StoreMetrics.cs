using System.Diagnostics.Metrics;
using Footfall.Queue;

namespace Footfall.Telemetry;

/// <summary>Metrics of what this silo moves from the queue into PostgreSQL.</summary>
internal static class StoreMetrics
{
    private static readonly Meter Meter = new("Footfall.Silo");
    private static readonly Counter<long> StoredEvents = Meter.CreateCounter<long>("footfall.events.stored", "{event}", "Events committed.");
    private static readonly Counter<long> DuplicateEvents =
        Meter.CreateCounter<long>("footfall.events.duplicates", "{event}", "Events skipped because their id was stored before.");
    private static readonly Counter<long> DeadEvents = Meter.CreateCounter<long>("footfall.events.dead", "{event}", "Events committed as dead letters.");
    private static readonly Counter<long> ErasedEvents = Meter.CreateCounter<long>(
        "footfall.events.erased", "{event}", "Events erased before they were stored, because their user or site was erased.");
    private static readonly Counter<long> Drains = Meter.CreateCounter<long>("footfall.drains", "{drain}", "Drains that this silo requested, by outcome.");
    private static readonly Histogram<double> CommitDuration = Meter.CreateHistogram(
        "footfall.commit.duration", "s", "Duration of a transaction that stores events, by outcome.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] });
    private static readonly Histogram<long> CommitEvents = Meter.CreateHistogram(
        "footfall.commit.events", "{event}", "Events that a transaction stored.",
        advice: new InstrumentAdvice<long> { HistogramBucketBoundaries = [1, 10, 100, 1_000, 2_500, 5_000, 10_000, 20_000, 50_000] });
    private static readonly Histogram<double> CommitDelay = Meter.CreateHistogram(
        "footfall.commit.delay", "s", "Time from the arrival of a batch's oldest entry in Redis to the commit of the batch.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300] });

    private static readonly KeyValuePair<string, object?> IsCommitted = new("outcome", "committed");
    private static readonly KeyValuePair<string, object?> IsFailed = new("outcome", "failed");

    /// <summary>Records a committed transaction.</summary>
    /// <param name="took">Duration.</param>
    /// <param name="stored">Events added to the table.</param>
    /// <param name="duplicates">Events skipped as duplicates.</param>
    /// <param name="dead">Events added as dead letters.</param>
    /// <param name="erased">Events erased instead of stored.</param>
    public static void Committed(TimeSpan took, long stored, long duplicates, long dead, long erased)
    {
        CommitDuration.Record(took.TotalSeconds, IsCommitted);
        CommitEvents.Record(stored);
        StoredEvents.Add(stored);
        DuplicateEvents.Add(duplicates);
        DeadEvents.Add(dead);
        ErasedEvents.Add(erased);
    }

    /// <summary>Records the delay of a site's committed batch.</summary>
    /// <param name="oldest">Its oldest entry, by Redis' clock.</param>
    /// <param name="now">The time on this machine; clock differences never make a delay negative.</param>
    public static void Delayed(EntryId oldest, DateTimeOffset now) =>
        CommitDelay.Record(Math.Max(0, now.ToUnixTimeMilliseconds() - (double)oldest.Ms) / 1000);

    /// <summary>Records a transaction that failed or whose outcome is unknown.</summary>
    public static void Failed(TimeSpan took) => CommitDuration.Record(took.TotalSeconds, IsFailed);

    /// <param name="outcome">The outcome in lower case.</param>
    public static void Drained(string outcome) => Drains.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
}
