using System.Collections.Immutable;

namespace Footfall.DeadLetters;

/// <summary>A page of dead letters that match a search, latest first.</summary>
/// <param name="DeadLetters">The dead letters on the page.</param>
/// <param name="Total">Total number of matches.</param>
[GenerateSerializer, Immutable, Alias("Footfall.DeadLetterPage")]
public sealed record DeadLetterPage([property: Id(0)] ImmutableArray<StoredDeadLetter> DeadLetters, [property: Id(1)] long Total);
