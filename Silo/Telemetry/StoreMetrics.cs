using System.Diagnostics.Metrics;
using Footfall.Queue;

namespace Footfall.Telemetry;

/// <summary>Metrics of what this silo moves from the queue into PostgreSQL.</summary>
internal sealed class StoreMetrics
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "Footfall.Silo";

    private static readonly KeyValuePair<string, object?> IsCommitted = new("outcome", "committed");
    private static readonly KeyValuePair<string, object?> IsFailed = new("outcome", "failed");

    private readonly Counter<long> _stored;
    private readonly Counter<long> _duplicates;
    private readonly Counter<long> _dead;
    private readonly Counter<long> _erased;
    private readonly Counter<long> _drains;
    private readonly Histogram<double> _commitDuration;
    private readonly Histogram<long> _commitEvents;
    private readonly Histogram<double> _commitDelay;

    public StoreMetrics(IMeterFactory meters)
    {
        Meter meter = meters.Create(MeterName);
        _stored = meter.CreateCounter<long>("footfall.events.stored", "{event}", "Events committed.");
        _duplicates = meter.CreateCounter<long>("footfall.events.duplicates", "{event}", "Events skipped because their id was stored before.");
        _dead = meter.CreateCounter<long>("footfall.events.dead", "{event}", "Events committed as dead letters.");
        _erased = meter.CreateCounter<long>(
            "footfall.events.erased", "{event}", "Events erased before they were stored, because their user or site was erased.");
        _drains = meter.CreateCounter<long>("footfall.drains", "{drain}", "Drains that this silo requested, by outcome.");
        _commitDuration = meter.CreateHistogram(
            "footfall.commit.duration", "s", "Duration of a transaction that stores events, by outcome.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] });
        _commitEvents = meter.CreateHistogram(
            "footfall.commit.events", "{event}", "Events that a transaction stored.",
            advice: new InstrumentAdvice<long> { HistogramBucketBoundaries = [1, 10, 100, 1_000, 2_500, 5_000, 10_000, 20_000, 50_000] });
        _commitDelay = meter.CreateHistogram(
            "footfall.commit.delay", "s", "Time from the arrival of a batch's oldest entry in Redis to the commit of the batch.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300] });
    }

    /// <summary>Records a committed transaction.</summary>
    /// <param name="took">Duration.</param>
    /// <param name="stored">Events added to the table.</param>
    /// <param name="duplicates">Events skipped as duplicates.</param>
    /// <param name="dead">Events added as dead letters.</param>
    /// <param name="erased">Events erased instead of stored.</param>
    public void RecordCommit(TimeSpan took, long stored, long duplicates, long dead, long erased)
    {
        _commitDuration.Record(took.TotalSeconds, IsCommitted);
        _commitEvents.Record(stored);
        _stored.Add(stored);
        _duplicates.Add(duplicates);
        _dead.Add(dead);
        _erased.Add(erased);
    }

    /// <summary>Records the delay of a site's committed batch.</summary>
    /// <param name="oldest">Its oldest entry, by Redis' clock.</param>
    /// <param name="now">The time on this machine; clock differences never make a delay negative.</param>
    public void RecordDelay(EntryId oldest, DateTimeOffset now) =>
        _commitDelay.Record(Math.Max(0, now.ToUnixTimeMilliseconds() - (double)oldest.Ms) / 1000);

    /// <summary>Records a transaction that failed or whose outcome is unknown.</summary>
    public void RecordFailure(TimeSpan took) => _commitDuration.Record(took.TotalSeconds, IsFailed);

    /// <param name="outcome">The outcome in lower case.</param>
    public void RecordDrain(string outcome) => _drains.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
}
