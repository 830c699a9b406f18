namespace Footfall.Drain;

/// <summary>The result of reading a stream.</summary>
/// <param name="Entries">The entries, oldest first.</param>
/// <param name="IsEnd">Whether there were fewer than requested, so that the stream had no more at that moment.</param>
public readonly record struct StreamRead(IReadOnlyList<QueuedEntry> Entries, bool IsEnd);
