using System.Collections.Immutable;

namespace Footfall.DeadLetters;

/// <summary>Dead letters that were searched for, the latest first.</summary>
/// <param name="DeadLetters">Some.</param>
/// <param name="Total">How many there are in all.</param>
[GenerateSerializer, Immutable, Alias("Footfall.DeadLetterPage")]
public sealed record DeadLetterPage([property: Id(0)] ImmutableArray<StoredDeadLetter> DeadLetters, [property: Id(1)] long Total);
