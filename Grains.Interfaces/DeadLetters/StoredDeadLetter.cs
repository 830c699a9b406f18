using System.Collections.Immutable;

namespace Footfall.DeadLetters;

/// <summary>A stored dead letter.</summary>
/// <param name="SiteId">The site.</param>
/// <param name="Key">Key of the dead letter.</param>
/// <param name="Events">Number of events it represents.</param>
/// <param name="Reason">Why it could not be stored.</param>
/// <param name="Detail">Description of the fault.</param>
/// <param name="Payload">An entry in the queue's encoding, or what was found instead of one.</param>
/// <param name="CreatedAt">Time of creation.</param>
[GenerateSerializer, Immutable, Alias("Footfall.KeptDeadLetter")]
public sealed record StoredDeadLetter(
    [property: Id(0)] string SiteId,
    [property: Id(1)] DeadLetterKey Key,
    [property: Id(2)] int Events,
    [property: Id(3)] DeadLetterReason Reason,
    [property: Id(4)] string Detail,
    [property: Id(5)] byte[] Payload,
    [property: Id(6)] DateTimeOffset CreatedAt);

/// <summary>A page of dead letters that match a search, latest first.</summary>
/// <param name="DeadLetters">The dead letters on the page.</param>
/// <param name="Total">Total number of matches.</param>
[GenerateSerializer, Immutable, Alias("Footfall.DeadLetterPage")]
public sealed record DeadLetterPage([property: Id(0)] ImmutableArray<StoredDeadLetter> DeadLetters, [property: Id(1)] long Total);
