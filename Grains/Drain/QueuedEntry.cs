using Footfall.Queue;

namespace Footfall.Drain;

/// <summary>An entry as read from a site's stream.</summary>
/// <param name="Id">Id in the stream.</param>
/// <param name="Events">Number of events according to the writer.</param>
/// <param name="Bytes">The encoded events.</param>
/// <param name="Fault">Why the entry lacks the required fields; then <paramref name="Bytes"/> describes its content.</param>
/// <param name="Trace">The entry's W3C traceparent; null if not traced.</param>
public readonly record struct QueuedEntry(EntryId Id, int Events, ReadOnlyMemory<byte> Bytes, string? Fault = null, string? Trace = null);
