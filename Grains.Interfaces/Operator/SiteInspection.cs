using Footfall.Queue;

namespace Footfall.Operator;

/// <summary>In-memory state of a site's grain. All of it is a copy of what PostgreSQL and Redis hold.</summary>
/// <param name="Silo">Display name of its silo.</param>
/// <param name="ActivatedAt">Time of activation.</param>
/// <param name="IsDraining">Whether a drain is in progress.</param>
/// <param name="Epoch">The epoch drained now or last; null before the first drain and after a failed one.</param>
/// <param name="Checkpoint">The last committed entry of that epoch known to the grain.</param>
/// <param name="FencingToken">The site's fencing token known to the grain.</param>
/// <param name="BufferedBytes">Bytes of entries read but not committed.</param>
/// <param name="CachedAnswers">Number of cached statistics.</param>
/// <param name="DuplicateIds">Number of event ids that count as seen; null if none are loaded.</param>
/// <param name="DuplicateBytes">Approximate memory use of those ids.</param>
/// <param name="Failures">Consecutive failed drains, capped at a small number.</param>
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
