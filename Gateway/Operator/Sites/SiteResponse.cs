using Footfall.Ledger;

namespace Footfall.Operator;

/// <summary>The status of one site.</summary>
/// <param name="SiteId">The site.</param>
/// <param name="PausedAt">The time since which it is paused; null when it is not, or PostgreSQL is unavailable.</param>
/// <param name="Grain">Its grain; null when inactive. Reading the status does not activate it.</param>
/// <param name="Streams">Its streams in Redis, the oldest first; null when Redis is unavailable.</param>
/// <param name="Ledger">Its ledger; null when PostgreSQL or Redis is unavailable.</param>
internal sealed record SiteResponse(
    string SiteId,
    DateTimeOffset? PausedAt,
    SiteInspection? Grain,
    IReadOnlyList<SiteStreamState>? Streams,
    LedgerResponse? Ledger)
{
    public static SiteResponse From(string siteId, SiteView view) => new(
        siteId,
        view.PausedAt,
        view.Grain,
        view.Streams,
        view.Ledger is { } ledger ? LedgerResponse.From(siteId, ledger) : null);
}
