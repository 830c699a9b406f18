namespace Footfall.Operator;

/// <summary>One site in the table of all sites.</summary>
/// <param name="SiteId">The site.</param>
/// <param name="Rate">Events stored per second, over the last seconds; null when not known yet.</param>
/// <param name="Queued">The number of queued events.</param>
/// <param name="OldestQueuedSeconds">The time that the oldest of them has waited.</param>
/// <param name="LastCommittedAt">The time at which events were last stored.</param>
/// <param name="Silo">The silo of its grain; null when inactive.</param>
/// <param name="Paused">Whether an operator has paused it.</param>
/// <param name="Ledger">Its ledger.</param>
internal sealed record SiteRowResponse(
    string SiteId,
    double? Rate,
    long Queued,
    double? OldestQueuedSeconds,
    DateTimeOffset? LastCommittedAt,
    string? Silo,
    bool Paused,
    SiteCountersResponse Ledger)
{
    public static SiteRowResponse From(SiteRow row) => new(
        row.SiteId,
        row.Rate,
        row.Queued,
        row.OldestAge?.TotalSeconds,
        row.LastCommittedAt,
        row.Silo,
        row.IsPaused,
        new SiteCountersResponse(
            row.Stored + row.Refused + row.Duplicates + row.Dead + row.Queued + row.Erased,
            row.Stored,
            row.Refused,
            row.Duplicates,
            row.Dead,
            row.Queued,
            row.Erased));
}
