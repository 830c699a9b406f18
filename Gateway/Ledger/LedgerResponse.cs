using System.Collections.Immutable;

namespace Footfall.Ledger;

/// <summary>
/// The fate of every event: received = stored + refused + duplicates + dead + queued + erased.
/// </summary>
/// <param name="SiteId">The site; null for all sites together.</param>
/// <param name="Received">Events that were sent.</param>
/// <param name="Stored">Events in the table.</param>
/// <param name="Refused">Events refused, by reason.</param>
/// <param name="Duplicates">Events acknowledged whose <c>event_id</c> had been seen before.</param>
/// <param name="Dead">Events among the dead letters.</param>
/// <param name="Queued">Events accepted and not yet stored.</param>
/// <param name="Erased">Events erased: of an erased user or site, or past the site's retention.</param>
/// <param name="LastCommittedAt">The time at which events were last stored.</param>
/// <param name="OldestQueuedSeconds">The time that the oldest queued event has waited.</param>
internal sealed record LedgerResponse(
    string? SiteId,
    long Received,
    long Stored,
    ImmutableSortedDictionary<string, long> Refused,
    long Duplicates,
    long Dead,
    long Queued,
    long Erased,
    DateTimeOffset? LastCommittedAt,
    double? OldestQueuedSeconds)
{
    public static LedgerResponse From(string? siteId, EventLedger ledger) => new(
        siteId,
        ledger.Counters.Received,
        ledger.Counters.Stored,
        ledger.RefusedByReason,
        ledger.Counters.Duplicates,
        ledger.Counters.Dead,
        ledger.Counters.Queued,
        ledger.Counters.Erased,
        ledger.LastCommittedAt,
        ledger.OldestQueuedAge?.TotalSeconds);
}
