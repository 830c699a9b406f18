using Footfall.Queue;

namespace Footfall.Drain;

/// <summary>An entry of a batch, whose events become rows except those left out.</summary>
/// <param name="Id">Id in the stream.</param>
/// <param name="Bytes">The encoded events; the framing has been checked.</param>
/// <param name="LeftOut">Indexes of events that do not become rows, ascending; null if there are none.</param>
public readonly record struct BatchEntry(EntryId Id, ReadOnlyMemory<byte> Bytes, IReadOnlyList<int>? LeftOut)
{
    /// <summary>
    /// The numbers of the attribute sets of each row, one per group of <see cref="Wire.EventSchema.Groups"/> and 0 for none; empty if
    /// no row of the batch has any.
    /// </summary>
    public ReadOnlyMemory<int> AttributeIds { get; init; }
}
