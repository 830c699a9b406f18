using System.Globalization;
using System.Text;
using Footfall.Drain;
using StackExchange.Redis;

namespace Footfall.Queue;

/// <inheritdoc cref="IQueueReader"/>
internal sealed class RedisQueueReader(QueueConsumer queue) : IQueueReader
{
    public async Task<StreamRead> ReadAsync(string siteId, string epoch, EntryId after, int count)
    {
        StreamEntry[] entries;
        try
        {
            entries = await queue.ReadAsync(SitePartition.Of(siteId), new ReadyMember(epoch, siteId), after, count);
        }
        catch (RedisServerException e) when (e.Kind == RedisErrorKind.WrongType)
        {
            throw new QueueKeyException("Its queue key is no stream.", e);
        }
        catch (Exception e) when (e is RedisException or TimeoutException)
        {
            throw new QueueUnavailableException("Redis did not answer.", e);
        }

        return new StreamRead(Array.ConvertAll(entries, Read), IsEnd: entries.Length < count);
    }

    private static QueuedEntry Read(StreamEntry entry)
    {
        if (!EntryId.TryParse((byte[])entry.Id!, out EntryId id))
        {
            throw new InvalidOperationException($"Redis gave the entry id {entry.Id}, which is none.");
        }

        RedisValue count = default;
        RedisValue bytes = default;
        foreach (NameValueEntry field in entry.Values)
        {
            if (field.Name == QueueKeys.CountField)
            {
                count = field.Value;
            }
            else if (field.Name == QueueKeys.BytesField)
            {
                bytes = field.Value;
            }
        }

        int events = count.TryParse(out int number) && number > 0 ? number : 1;
        return bytes.IsNull
            ? new QueuedEntry(id, events, Describe(entry.Values), "the entry has no field b")
            : new QueuedEntry(id, events, (byte[])bytes!);
    }

    /// <summary>Keeps what a foreign entry had, for whoever looks at the dead letter.</summary>
    private static byte[] Describe(NameValueEntry[] fields) =>
        Encoding.UTF8.GetBytes(string.Join('\n', fields.Select(field => string.Create(CultureInfo.InvariantCulture, $"{field.Name}={field.Value}"))));
}
