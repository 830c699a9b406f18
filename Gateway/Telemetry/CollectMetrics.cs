using System.Diagnostics.Metrics;
using Footfall.Collect;

namespace Footfall.Telemetry;

/// <summary>Metrics on the outcome of events sent to this gateway.</summary>
internal static class CollectMetrics
{
    private static readonly Meter Meter = new("Footfall.Gateway");
    private static readonly Counter<long> AcceptedEvents = Meter.CreateCounter<long>("footfall.events.accepted", "{event}", "Events that Redis confirmed.");
    private static readonly Counter<long> RefusedEvents =
        Meter.CreateCounter<long>("footfall.events.refused", "{event}", "Events that were not taken, by reason, including those without a valid site id.");
    private static readonly Gauge<long> QueuedEntries =
        Meter.CreateGauge<long>("footfall.queue.entries", "{entry}", "Entries of all sites in Redis.");

    private static readonly Dictionary<RefusalReason, KeyValuePair<string, object?>> Reasons =
        RefusalReasons.All.ToDictionary(reason => reason, reason => new KeyValuePair<string, object?>("reason", RefusalReasons.Name(reason)));

    public static void Accepted(long events) => AcceptedEvents.Add(events);

    public static void Refused(RefusalReason reason, int events) => RefusedEvents.Add(events, Reasons[reason]);

    /// <summary>Records the number of entries in Redis.</summary>
    public static void Queued(long entries) => QueuedEntries.Record(entries);
}
