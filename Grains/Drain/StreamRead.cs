namespace Footfall.Drain;

/// <summary>What a look at a stream brought.</summary>
/// <param name="Entries">Oldest first.</param>
/// <param name="IsEnd">There were fewer than were asked for, so the stream had no more at that moment.</param>
public readonly record struct StreamRead(IReadOnlyList<QueuedEntry> Entries, bool IsEnd);
