namespace Footfall.DeadLetters;

/// <summary>What became of dead letters that were to be replayed or deleted together.</summary>
/// <param name="Done">How many are no dead letters any more.</param>
/// <param name="Failed">How many were tried in vain: they still cannot be stored, or their site did not answer.</param>
/// <param name="Left">How many are left that are meant, failed ones among them.</param>
[GenerateSerializer, Immutable, Alias("Footfall.DeadLetterTally")]
public sealed record BulkResult([property: Id(0)] int Done, [property: Id(1)] int Failed, [property: Id(2)] long Left);
