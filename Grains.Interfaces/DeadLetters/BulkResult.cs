namespace Footfall.DeadLetters;

/// <summary>Result of replaying or deleting many dead letters.</summary>
/// <param name="Done">Number of dead letters removed.</param>
/// <param name="Failed">Number of failures: events that still cannot be stored, or sites that did not answer.</param>
/// <param name="Left">Number of matching dead letters left, including failed ones.</param>
[GenerateSerializer, Immutable, Alias("Footfall.DeadLetterTally")]
public sealed record BulkResult([property: Id(0)] int Done, [property: Id(1)] int Failed, [property: Id(2)] long Left);
