using Footfall.Queue;

namespace Footfall.Drain;

/// <summary>One entry as it was read from a site's stream.</summary>
/// <param name="Id">Its id in the stream.</param>
/// <param name="Events">How many events the writer said it holds.</param>
/// <param name="Bytes">The encoded events.</param>
/// <param name="Fault">Set when the entry does not even have the fields of one; then <paramref name="Bytes"/> is what it had.</param>
/// <param name="Trace">The W3C traceparent that it carries; null for one that is not traced.</param>
public readonly record struct QueuedEntry(EntryId Id, int Events, ReadOnlyMemory<byte> Bytes, string? Fault = null, string? Trace = null);
