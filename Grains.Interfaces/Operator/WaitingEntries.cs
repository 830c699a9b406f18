using System.Collections.Immutable;

namespace Footfall.Operator;

/// <summary>Entries of a site's queue, oldest first.</summary>
/// <param name="Entries">The entries on this page.</param>
/// <param name="HasMore">Whether more entries follow.</param>
[GenerateSerializer, Immutable, Alias("Footfall.WaitingEntries")]
public sealed record WaitingEntries([property: Id(0)] ImmutableArray<WaitingEntry> Entries, [property: Id(1)] bool HasMore);
