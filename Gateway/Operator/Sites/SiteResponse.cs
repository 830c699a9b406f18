using Footfall.Ledger;

namespace Footfall.Operator;

/// <summary>Everything about one site.</summary>
/// <param name="SiteId">Which.</param>
/// <param name="PausedAt">Since when it is paused; null when it is not, or PostgreSQL is away.</param>
/// <param name="Grain">Its grain; null when that is not active. Looking does not make it.</param>
/// <param name="Streams">Its streams in Redis, the oldest first; null when Redis is away.</param>
/// <param name="Ledger">What became of its events; null when PostgreSQL or Redis is away.</param>
internal sealed record SiteResponse(
    string SiteId,
    DateTimeOffset? PausedAt,
    SiteGrainResponse? Grain,
    IReadOnlyList<SiteStreamResponse>? Streams,
    LedgerResponse? Ledger)
{
    public static SiteResponse From(string siteId, SiteView view) => new(
        siteId,
        view.PausedAt,
        view.Grain is { } grain ? SiteGrainResponse.From(grain) : null,
        view.Streams?.Select(SiteStreamResponse.From).ToArray(),
        view.Ledger is { } ledger ? LedgerResponse.From(siteId, ledger) : null);
}
