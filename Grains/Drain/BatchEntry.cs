using Footfall.Queue;

namespace Footfall.Drain;

/// <summary>An entry of a batch whose events, but for those left out, become rows.</summary>
/// <param name="Id">Its id in the stream.</param>
/// <param name="Bytes">The encoded events; the framing has been checked.</param>
/// <param name="LeftOut">Indexes of events that are no rows, ascending; null when all are.</param>
public readonly record struct BatchEntry(EntryId Id, ReadOnlyMemory<byte> Bytes, IReadOnlyList<int>? LeftOut);
