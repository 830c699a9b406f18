using Footfall.Queue;

namespace Footfall.Operator;

/// <summary>What a site's grain holds in memory. All of it is a copy of what PostgreSQL and Redis have.</summary>
/// <param name="Silo">What operators call the silo that it lives on.</param>
/// <param name="ActivatedAt">Since when.</param>
/// <param name="IsDraining">Whether it moves events into the store right now.</param>
/// <param name="Epoch">The epoch that it drains, or drained last; null before the first drain, and after one that failed.</param>
/// <param name="Checkpoint">The last entry of that epoch that is committed, as it knows.</param>
/// <param name="FencingToken">The site's fence, as it knows.</param>
/// <param name="BufferedBytes">Bytes of entries that it has read and not yet committed.</param>
/// <param name="CachedAnswers">Statistics that it keeps.</param>
/// <param name="DuplicateIds">Event ids that count as seen; null while it holds none in memory.</param>
/// <param name="DuplicateBytes">About what those take.</param>
/// <param name="Failures">Drains that failed, in a row, up to a few.</param>
[GenerateSerializer, Immutable, Alias("Footfall.SiteInspection")]
public sealed record SiteInspection(
    [property: Id(0)] string Silo,
    [property: Id(1)] DateTimeOffset ActivatedAt,
    [property: Id(2)] bool IsDraining,
    [property: Id(3)] string? Epoch,
    [property: Id(4)] EntryId? Checkpoint,
    [property: Id(5)] Guid? FencingToken,
    [property: Id(6)] long BufferedBytes,
    [property: Id(7)] int CachedAnswers,
    [property: Id(8)] int? DuplicateIds,
    [property: Id(9)] long DuplicateBytes,
    [property: Id(10)] int Failures);
