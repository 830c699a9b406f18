namespace Footfall.DeadLetters;

/// <summary>A dead letter as it is kept.</summary>
/// <param name="SiteId">Whose.</param>
/// <param name="Key">Which.</param>
/// <param name="Events">How many events it stands for.</param>
/// <param name="Reason">Why it could not be stored.</param>
/// <param name="Detail">The fault in words.</param>
/// <param name="Payload">An entry in the queue's encoding, or what was found instead of one.</param>
/// <param name="CreatedAt">When it was set aside.</param>
[GenerateSerializer, Immutable, Alias("Footfall.KeptDeadLetter")]
public sealed record StoredDeadLetter(
    [property: Id(0)] string SiteId,
    [property: Id(1)] DeadLetterKey Key,
    [property: Id(2)] int Events,
    [property: Id(3)] DeadLetterReason Reason,
    [property: Id(4)] string Detail,
    [property: Id(5)] byte[] Payload,
    [property: Id(6)] DateTimeOffset CreatedAt);
