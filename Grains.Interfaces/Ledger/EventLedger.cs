using System.Collections.Immutable;

namespace Footfall.Ledger;

/// <summary>The outcome of every event of a site, or of all sites.</summary>
/// <param name="Counters">The events by outcome.</param>
/// <param name="RefusedByReason">The refused events by reason.</param>
/// <param name="LastCommittedAt">Time of the last commit of events; null before the first.</param>
/// <param name="OldestQueuedAge">How long the oldest queued event has waited, by Redis' clock; null if none waits.</param>
[GenerateSerializer, Immutable, Alias("Footfall.EventLedger")]
public sealed record EventLedger(
    [property: Id(8)] EventCounters Counters,
    [property: Id(1)] ImmutableSortedDictionary<string, long> RefusedByReason,
    [property: Id(5)] DateTimeOffset? LastCommittedAt,
    [property: Id(6)] TimeSpan? OldestQueuedAge);
