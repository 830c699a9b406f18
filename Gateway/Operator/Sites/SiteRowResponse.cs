namespace Footfall.Operator;

/// <summary>One site in the table of all.</summary>
/// <param name="SiteId">Which.</param>
/// <param name="Rate">Events stored per second, over the last seconds; null when not known yet.</param>
/// <param name="Queued">Events that wait.</param>
/// <param name="OldestQueuedSeconds">How long the oldest of them has waited.</param>
/// <param name="LastCommittedAt">When events were last stored.</param>
/// <param name="Silo">Where its grain lives; null when it is not active.</param>
/// <param name="Paused">Whether an operator has paused it.</param>
/// <param name="Ledger">What became of its events.</param>
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
