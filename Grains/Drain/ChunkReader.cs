using System.Diagnostics;
using Footfall.Queue;

namespace Footfall.Drain;

/// <summary>Reads and decodes a site's stream in chunks, within the silo's budget for queued bytes.</summary>
internal sealed class ChunkReader(
    string siteId, IQueueReader queue, IEntryVersions versions, DrainByteBudget memory, DrainOptions options, TimeProvider timeProvider)
{
    private readonly ChunkSize _size = new(options.ChunkBytes);

    /// <summary>Bytes of entries read but not released. Discarding a prefetched chunk updates it outside the grain's turns.</summary>
    private long _bytes;

    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Reads the next entries; returns an empty chunk at the end of the stream or when the drain's time is up.</summary>
    /// <param name="epoch">The stream's epoch.</param>
    /// <param name="after">The last entry not to read.</param>
    /// <param name="erasures">The pending erasures; null if none.</param>
    /// <param name="start">The start of the drain, as a timestamp of the clock.</param>
    /// <exception cref="NewerEntryException">Only newer silos read the next entry.</exception>
    public async Task<StreamChunk> ReadAsync(string epoch, EntryId after, ErasureFilter? erasures, long start)
    {
        TimeSpan left = options.MaxDuration - timeProvider.GetElapsedTime(start);
        long reserved = _size.ExpectedBytes;
        if (left <= TimeSpan.Zero || !await memory.TryReserveAsync(reserved, left, timeProvider))
        {
            return StreamChunk.Empty;
        }

        long used = 0;
        try
        {
            StreamRead read = await queue.ReadAsync(siteId, epoch, after, _size.Entries);
            if (read.Entries.Count == 0)
            {
                return StreamChunk.Empty;
            }

            IReadOnlyList<QueuedEntry> readable = TakeReadable(read.Entries);
            used = readable.Sum(entry => (long)entry.Bytes.Length);
            _size.Observe(readable.Count, used);
            return new StreamChunk(
                ChunkDecoder.Decode(readable, erasures), used, read.IsEnd || readable.Count < read.Entries.Count, EntrySpans.Start(siteId, readable));
        }
        finally
        {
            Interlocked.Add(ref _bytes, used);
            memory.Release(reserved - used);
        }
    }

    /// <summary>Releases the memory of a chunk that is committed.</summary>
    public void Release(StreamChunk chunk)
    {
        Interlocked.Add(ref _bytes, -chunk.Bytes);
        memory.Release(chunk.Bytes);
    }

    /// <summary>Releases the memory of a chunk that is not committed, and ends its spans.</summary>
    public void Discard(StreamChunk chunk)
    {
        EntrySpans.End(chunk.Spans, null);
        Release(chunk);
    }

    /// <summary>Discards a prefetched chunk that is not needed; its failure no longer matters.</summary>
    public async Task DiscardAsync(Task<StreamChunk> fetched)
    {
        await ((Task)fetched).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (fetched.IsCompletedSuccessfully)
        {
            Discard(await fetched);
        }
    }

    /// <summary>Returns the entries before the first one that only newer silos read.</summary>
    /// <exception cref="NewerEntryException">No entry comes before it.</exception>
    private IReadOnlyList<QueuedEntry> TakeReadable(IReadOnlyList<QueuedEntry> entries)
    {
        for (int i = 0; i < entries.Count; i++)
        {
            if (entries[i] is { Fault: null, Bytes: { IsEmpty: false } bytes } && versions.IsReadElsewhere(bytes.Span[0]))
            {
                return i > 0 ? [.. entries.Take(i)] : throw new NewerEntryException(bytes.Span[0]);
            }
        }

        return entries;
    }
}

/// <summary>The result of one stream read.</summary>
/// <param name="Events">The decoded events; null at the end of the stream.</param>
/// <param name="Bytes">Size of the entries.</param>
/// <param name="IsLast">Whether the stream had no more. Entries added since cause another claim once this one is released.</param>
/// <param name="Spans">Spans of the traced entries.</param>
internal sealed record StreamChunk(DecodedChunk? Events, long Bytes, bool IsLast, IReadOnlyList<Activity> Spans)
{
    public static readonly StreamChunk Empty = new(null, 0, IsLast: true, []);
}

/// <summary>Thrown when the site's next entry has a version that only newer silos read.</summary>
internal sealed class NewerEntryException(byte version) : Exception($"The next entry has version {version} of the queue's encoding.")
{
    public byte Version { get; } = version;
}
