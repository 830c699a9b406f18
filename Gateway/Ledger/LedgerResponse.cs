using System.Collections.Immutable;

namespace Footfall.Ledger;

/// <summary>
/// What became of every event: received = stored + refused + duplicates + dead + queued + erased.
/// </summary>
/// <param name="SiteId">Whose; null for all sites together.</param>
/// <param name="Received">Events that were sent.</param>
/// <param name="Stored">Events in the table.</param>
/// <param name="Refused">Events refused, by reason.</param>
/// <param name="Duplicates">Events acknowledged whose <c>event_id</c> had been seen.</param>
/// <param name="Dead">Events among the dead letters.</param>
/// <param name="Queued">Events accepted and not yet stored.</param>
/// <param name="Erased">Events that are gone: of a user or a site that was deleted, or older than the site keeps.</param>
/// <param name="LastCommittedAt">When events were last stored.</param>
/// <param name="OldestQueuedSeconds">How long the oldest queued event has waited.</param>
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
        siteId, ledger.Received, ledger.Stored, ledger.Refused, ledger.Duplicates, ledger.Dead, ledger.Queued, ledger.Erased,
        ledger.LastCommittedAt, ledger.OldestQueuedAge?.TotalSeconds);
}
