using Footfall.Queue;

namespace Footfall.Drain;

/// <summary>Reads a site's stream.</summary>
public interface IQueueReader
{
    /// <summary>Reads at most <paramref name="count"/> entries after <paramref name="after"/>.</summary>
    /// <exception cref="QueueKeyException">The key is not a stream, so reading again cannot help.</exception>
    /// <exception cref="QueueUnavailableException">Redis did not answer.</exception>
    Task<StreamRead> ReadAsync(string siteId, string epoch, EntryId after, int count);
}

/// <summary>The result of reading a stream.</summary>
/// <param name="Entries">The entries, oldest first.</param>
/// <param name="IsEnd">Whether there were fewer than requested, so that the stream had no more at that moment.</param>
public readonly record struct StreamRead(IReadOnlyList<QueuedEntry> Entries, bool IsEnd);

/// <summary>An entry as read from a site's stream.</summary>
/// <param name="Id">Id in the stream.</param>
/// <param name="Events">Number of events according to the writer.</param>
/// <param name="Bytes">The encoded events.</param>
/// <param name="Fault">Why the entry lacks the required fields; then <paramref name="Bytes"/> describes its content.</param>
/// <param name="Trace">The entry's W3C traceparent; null if not traced.</param>
public readonly record struct QueuedEntry(EntryId Id, int Events, ReadOnlyMemory<byte> Bytes, string? Fault = null, string? Trace = null);
