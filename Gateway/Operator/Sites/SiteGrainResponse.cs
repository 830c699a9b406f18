namespace Footfall.Operator;

/// <summary>The in-memory state of a site's grain.</summary>
/// <param name="Silo">The silo on which it is active.</param>
/// <param name="ActivatedAt">The time of its activation.</param>
/// <param name="IsDraining">Whether it is moving events into PostgreSQL.</param>
/// <param name="Epoch">The epoch of the stream that it drains, or drained last.</param>
/// <param name="Checkpoint">The last stored entry of that stream, as known to the grain.</param>
/// <param name="FencingToken">The site's fencing token, as known to the grain.</param>
/// <param name="BufferedBytes">The bytes of entries read and not yet stored.</param>
/// <param name="CachedAnswers">The number of cached statistics.</param>
/// <param name="DuplicateIds">The number of event ids that count as seen; null while none are loaded.</param>
/// <param name="DuplicateBytes">The approximate memory of those ids.</param>
/// <param name="Failures">The number of consecutive failed drains, up to a few.</param>
internal sealed record SiteGrainResponse(
    string Silo,
    DateTimeOffset ActivatedAt,
    bool IsDraining,
    string? Epoch,
    string? Checkpoint,
    Guid? FencingToken,
    long BufferedBytes,
    int CachedAnswers,
    int? DuplicateIds,
    long DuplicateBytes,
    int Failures)
{
    public static SiteGrainResponse From(SiteInspection grain) => new(
        grain.Silo,
        grain.ActivatedAt,
        grain.IsDraining,
        grain.Epoch,
        grain.Checkpoint?.ToString(),
        grain.FencingToken,
        grain.BufferedBytes,
        grain.CachedAnswers,
        grain.DuplicateIds,
        grain.DuplicateBytes,
        grain.Failures);
}
