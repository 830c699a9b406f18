namespace Footfall.Privacy;

/// <summary>An erasure and its progress.</summary>
/// <param name="Id">Id of the erasure.</param>
/// <param name="Kind">Kind of erasure. The user is not included.</param>
/// <param name="BeforeDay">The first day that stays, for retention.</param>
/// <param name="RequestedAt">When it was requested, or was due.</param>
/// <param name="Phase">Current phase.</param>
/// <param name="Events">Stored events erased so far.</param>
/// <param name="DeadLetters">Events erased from dead letters so far.</param>
/// <param name="FinishedAt">Time of completion; null until then.</param>
[GenerateSerializer, Immutable, Alias("Footfall.ErasureView")]
public sealed record ErasureView(
    [property: Id(0)] Guid Id,
    [property: Id(1)] ErasureKind Kind,
    [property: Id(2)] DateOnly? BeforeDay,
    [property: Id(3)] DateTimeOffset RequestedAt,
    [property: Id(4)] ErasurePhase Phase,
    [property: Id(5)] long Events,
    [property: Id(6)] long DeadLetters,
    [property: Id(7)] DateTimeOffset? FinishedAt);
