namespace Footfall.Operator;

/// <summary>What a site's grain holds in memory.</summary>
/// <param name="Silo">Where it lives.</param>
/// <param name="ActivatedAt">Since when.</param>
/// <param name="IsDraining">Whether it moves events into PostgreSQL right now.</param>
/// <param name="Epoch">Of the stream that it drains, or drained last.</param>
/// <param name="Checkpoint">The last entry of that stream that is stored, as it knows.</param>
/// <param name="FencingToken">The site's fence, as it knows.</param>
/// <param name="BufferedBytes">Of entries that it has read and not yet stored.</param>
/// <param name="CachedAnswers">Statistics that it keeps.</param>
/// <param name="DuplicateIds">Event ids that count as seen; null while it holds none.</param>
/// <param name="DuplicateBytes">What those take, about.</param>
/// <param name="Failures">Drains that failed, in a row, up to a few.</param>
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
