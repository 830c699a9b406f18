using System.Collections.Immutable;

namespace Footfall.Operator;

/// <summary>Entries of a site's queue, oldest first.</summary>
/// <param name="Entries">Some.</param>
/// <param name="HasMore">Whether there were more behind them.</param>
[GenerateSerializer, Immutable, Alias("Footfall.WaitingEntries")]
public sealed record WaitingEntries([property: Id(0)] ImmutableArray<WaitingEntry> Entries, [property: Id(1)] bool HasMore);
