using System.Collections.Immutable;

namespace Footfall.Ledger;

/// <summary>
/// The outcome of every event of a site, or of all sites: received = stored + refused + duplicates + dead + queued
/// + erased. Exact while no events are in transit.
/// </summary>
/// <param name="Stored">Rows in the event table.</param>
/// <param name="Refused">Events refused, by reason.</param>
/// <param name="Duplicates">Acknowledged events whose id had been seen before.</param>
/// <param name="Dead">Events in dead letters.</param>
/// <param name="Queued">Events in Redis that are not yet stored.</param>
/// <param name="LastCommittedAt">Time of the last commit of events; null before the first.</param>
/// <param name="OldestQueuedAge">How long the oldest queued event has waited, by Redis' clock; null if none waits.</param>
/// <param name="Erased">Erased events: of a deleted user or site, or older than the site's retention.</param>
[GenerateSerializer, Immutable, Alias("Footfall.EventLedger")]
public sealed record EventLedger(
    [property: Id(0)] long Stored,
    [property: Id(1)] ImmutableSortedDictionary<string, long> Refused,
    [property: Id(2)] long Duplicates,
    [property: Id(3)] long Dead,
    [property: Id(4)] long Queued,
    [property: Id(5)] DateTimeOffset? LastCommittedAt,
    [property: Id(6)] TimeSpan? OldestQueuedAge,
    [property: Id(7)] long Erased = 0)
{
    public long Received => Stored + Refused.Values.Sum() + Duplicates + Dead + Queued + Erased;
}
