using Footfall.Ledger;

namespace Footfall.Operator;

/// <summary>Everything about one site.</summary>
/// <param name="SiteId">Which.</param>
/// <param name="PausedAt">Since when it is paused; null when it is not, or PostgreSQL is away.</param>
/// <param name="Grain">Its grain; null when that is not active. Looking does not make it.</param>
/// <param name="Streams">Its streams in Redis, the oldest first; null when Redis is away.</param>
/// <param name="Ledger">What became of its events; null when PostgreSQL or Redis is away.</param>
internal sealed record SiteAnswer(
    string SiteId,
    DateTimeOffset? PausedAt,
    SiteGrainAnswer? Grain,
    IReadOnlyList<SiteStreamAnswer>? Streams,
    LedgerAnswer? Ledger)
{
    public static SiteAnswer From(string siteId, SiteView view) => new(
        siteId,
        view.PausedAt,
        view.Grain is { } grain ? SiteGrainAnswer.From(grain) : null,
        view.Streams?.Select(SiteStreamAnswer.From).ToArray(),
        view.Ledger is { } ledger ? LedgerAnswer.From(siteId, ledger) : null);
}
