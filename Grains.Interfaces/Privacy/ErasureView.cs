namespace Footfall.Privacy;

/// <summary>One erasure, and how far it is.</summary>
/// <param name="Id">Names it.</param>
/// <param name="Kind">What is erased. Of which user is not told.</param>
/// <param name="BeforeDay">The first day that stays, for what is too old.</param>
/// <param name="RequestedAt">When it was asked for, or was due.</param>
/// <param name="Phase">What it is at.</param>
/// <param name="Events">Stored events that went so far.</param>
/// <param name="DeadLetters">Events that went from the dead letters so far.</param>
/// <param name="FinishedAt">When it was done; null until then.</param>
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
