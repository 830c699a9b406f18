using Footfall.Queue;

namespace Footfall.Operator;

/// <summary>One entry of a site's queue.</summary>
/// <param name="Epoch">Of its stream.</param>
/// <param name="Id">Its id there.</param>
/// <param name="Events">How many events it holds, as the writer said.</param>
/// <param name="Bytes">The events in the queue's encoding; or what was found instead.</param>
/// <param name="IsCommitted">Whether it is stored, and not yet trimmed; null while PostgreSQL cannot be asked.</param>
/// <param name="Fault">Why it cannot be read; null when it can.</param>
[GenerateSerializer, Immutable, Alias("Footfall.WaitingEntry")]
public sealed record WaitingEntry(
    [property: Id(0)] string Epoch,
    [property: Id(1)] EntryId Id,
    [property: Id(2)] int Events,
    [property: Id(3)] byte[] Bytes,
    [property: Id(4)] bool? IsCommitted,
    [property: Id(5)] string? Fault);
