using System.Diagnostics.Metrics;
using Footfall.Collect;
using Footfall.Wire;

namespace Footfall.Telemetry;

/// <summary>Metrics on the outcome of events sent to this gateway.</summary>
internal sealed class CollectMetrics
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "Footfall.Gateway";

    private static readonly Dictionary<RefusalReason, KeyValuePair<string, object?>> Reasons =
        RefusalReasons.All.ToDictionary(reason => reason, reason => new KeyValuePair<string, object?>("reason", RefusalReasons.Name(reason)));

    private readonly Counter<long> _accepted;
    private readonly Counter<long> _refused;
    private readonly Gauge<long> _queued;

    public CollectMetrics(IMeterFactory meters)
    {
        Meter meter = meters.Create(MeterName);
        _accepted = meter.CreateCounter<long>("footfall.events.accepted", "{event}", "Events that Redis confirmed.");
        _refused = meter.CreateCounter<long>(
            "footfall.events.refused", "{event}", "Events that were not taken, by reason, including those without a valid site id.");
        _queued = meter.CreateGauge<long>("footfall.queue.entries", "{entry}", "Entries of all sites in Redis.");
    }

    public void RecordAccepted(long events) => _accepted.Add(events);

    public void RecordRefused(RefusalReason reason, int events) => _refused.Add(events, Reasons[reason]);

    /// <summary>Records the number of entries in Redis.</summary>
    public void RecordQueued(long entries) => _queued.Record(entries);
}
