using System.Collections.Immutable;

namespace Footfall.Ledger;

/// <summary>
/// What became of every event of a site, or of all sites: received = stored + refused + duplicates + dead + queued
/// + erased.
/// Once nothing is under way it is exact.
/// </summary>
/// <param name="Stored">Rows in the table.</param>
/// <param name="Refused">Events refused, by reason.</param>
/// <param name="Duplicates">Events acknowledged whose id had been seen.</param>
/// <param name="Dead">Events among the dead letters.</param>
/// <param name="Queued">Events in Redis that are not yet stored.</param>
/// <param name="LastCommittedAt">When events were last stored; null before the first time.</param>
/// <param name="OldestQueuedAge">How long the oldest queued event has waited, by Redis's clock; null when none waits.</param>
/// <param name="Erased">Events that are gone: of a user or a site that was deleted, or older than the site keeps.</param>
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
