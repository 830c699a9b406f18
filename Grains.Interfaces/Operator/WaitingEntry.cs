using System.Collections.Immutable;
using Footfall.Queue;

namespace Footfall.Operator;

/// <summary>One entry of a site's queue.</summary>
/// <param name="Epoch">Epoch of its stream.</param>
/// <param name="Id">Id in the stream.</param>
/// <param name="Events">Number of events according to the writer.</param>
/// <param name="Bytes">The events in the queue's encoding; or what was found instead.</param>
/// <param name="IsCommitted">Whether it is stored and not yet trimmed; null while PostgreSQL is unavailable.</param>
/// <param name="Fault">Why it cannot be read; null if it can.</param>
[GenerateSerializer, Immutable, Alias("Footfall.WaitingEntry")]
public sealed record WaitingEntry(
    [property: Id(0)] string Epoch,
    [property: Id(1)] EntryId Id,
    [property: Id(2)] int Events,
    [property: Id(3)] byte[] Bytes,
    [property: Id(4)] bool? IsCommitted,
    [property: Id(5)] string? Fault);

/// <summary>Entries of a site's queue, oldest first.</summary>
/// <param name="Entries">The entries on this page.</param>
/// <param name="HasMore">Whether more entries follow.</param>
[GenerateSerializer, Immutable, Alias("Footfall.WaitingEntries")]
public sealed record WaitingEntries([property: Id(0)] ImmutableArray<WaitingEntry> Entries, [property: Id(1)] bool HasMore);
