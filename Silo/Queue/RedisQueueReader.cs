using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Footfall.Drain;
using StackExchange.Redis;

namespace Footfall.Queue;

/// <inheritdoc cref="IQueueReader"/>
internal sealed class RedisQueueReader(QueueConsumer queue) : IQueueReader
{
    private static readonly byte[] CountField = Encoding.UTF8.GetBytes(QueueKeys.CountField);
    private static readonly byte[] TraceField = Encoding.UTF8.GetBytes(QueueKeys.TraceField);
    private static readonly byte[] BytesField = Encoding.UTF8.GetBytes(QueueKeys.BytesField);

    public async Task<StreamRead> ReadAsync(string siteId, string epoch, EntryId after, int count)
    {
        StreamEntry[] entries = await QueueCalls.RunAsync(() => ReadStreamAsync(new SiteStreamRef(epoch, siteId), after, count));
        return new StreamRead(Array.ConvertAll(entries, Read), IsEnd: entries.Length < count);
    }

    private async Task<StreamEntry[]> ReadStreamAsync(SiteStreamRef stream, EntryId after, int count)
    {
        try
        {
            return await queue.ReadAsync(SitePartition.Of(stream.SiteId), stream, after, count);
        }
        catch (RedisServerException e) when (e.Kind == RedisErrorKind.WrongType)
        {
            throw new QueueKeyException("The site's queue key is not a stream.", e);
        }
    }

    private static QueuedEntry Read(StreamEntry entry)
    {
        if (!EntryId.TryParse((byte[])entry.Id!, out EntryId id))
        {
            throw new InvalidOperationException($"Redis returned {entry.Id}, which is not an entry id.");
        }

        int events = 1;
        ReadOnlyMemory<byte>? bytes = null;
        string? trace = null;
        foreach (NameValueEntry field in entry.Values)
        {
            // Compared as bytes: the client would first try to parse each as a number.
            ReadOnlySpan<byte> name = ((ReadOnlyMemory<byte>)field.Name).Span;
            if (name.SequenceEqual(CountField))
            {
                var digits = (ReadOnlyMemory<byte>)field.Value;
                events = Utf8Parser.TryParse(digits.Span, out int number, out int length) && length == digits.Length && number > 0 ? number : 1;
            }
            else if (name.SequenceEqual(BytesField))
            {
                bytes = field.Value;
            }
            else if (name.SequenceEqual(TraceField))
            {
                trace = field.Value;
            }
        }

        return bytes is { } encoded
            ? new QueuedEntry(id, events, encoded, Trace: trace)
            : new QueuedEntry(id, events, Describe(entry.Values), "the entry has no field b");
    }

    /// <summary>Preserves the content of a foreign entry for inspection of the dead letter.</summary>
    private static byte[] Describe(NameValueEntry[] fields) =>
        Encoding.UTF8.GetBytes(string.Join('\n', fields.Select(field => string.Create(CultureInfo.InvariantCulture, $"{field.Name}={field.Value}"))));
}
