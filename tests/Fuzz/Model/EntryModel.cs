using System.Buffers.Binary;
using System.Text;

namespace Footfall.Fuzz.Model;

/// <summary>A second implementation of the queue's encoding, based only on its description.</summary>
internal static class EntryModel
{
    private static readonly int[] Limits = [100, 1000, 255, 64];

    /// <summary>An event of an entry: its time, and its fields, which are null if absent.</summary>
    public sealed record Item(long Time, byte[]?[] Fields)
    {
        /// <summary>Whether the table accepts it.</summary>
        public bool IsValid => Time >= 946_684_800_000_000 && Time < 4_102_444_800_000_000 && Fields[0] is { Length: > 0 } && Fields.Index().All(text => IsText(text.Item, Limits[text.Index]));

        public bool IsSame(Item other) => Time == other.Time
            && Fields.Zip(other.Fields).All(pair => pair.First is null ? pair.Second is null : pair.Second is not null && pair.First.AsSpan().SequenceEqual(pair.Second));

        private static bool IsText(byte[]? bytes, int limit)
        {
            if (bytes is null or { Length: 0 })
            {
                return true;
            }

            try
            {
                string text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
                return text.Length <= limit && !text.Contains('\0', StringComparison.Ordinal);
            }
            catch (DecoderFallbackException)
            {
                return false;
            }
        }
    }

    /// <summary>Returns the events of an entry; null for invalid bytes.</summary>
    public static IReadOnlyList<Item>? Read(byte[] entry)
    {
        if (entry.Length == 0 || entry[0] is not (1 or 2 or 3))
        {
            return null;
        }

        int fields = entry[0] == 1 ? 3 : 4;
        var rest = new Queue<byte>(entry[1..]);
        if (entry[0] >= 2)
        {
            if (ReadNumber(rest) is not { } pairs)
            {
                return null;
            }

            for (long i = 0; i < pairs; i++)
            {
                if (ReadNumber(rest) is not { } reason || reason < 1 || reason > (entry[0] == 2 ? 4 : 7) || ReadNumber(rest) is not <= int.MaxValue)
                {
                    return null;
                }
            }
        }

        var events = new List<Item>();
        while (rest.Count > 0)
        {
            if (ReadEvent(rest, fields) is not { } read)
            {
                return null;
            }

            events.Add(read);
        }

        return events;
    }

    private static Item? ReadEvent(Queue<byte> rest, int fields)
    {
        if (ReadNumber(rest) is not { } present || present >= 1L << fields || ReadBytes(rest, 8) is not { } time)
        {
            return null;
        }

        byte[]?[] texts = new byte[]?[4];
        for (int field = 0; field < fields; field++)
        {
            if ((present & (1L << field)) != 0)
            {
                if (ReadNumber(rest) is not { } length || ReadBytes(rest, length) is not { } text)
                {
                    return null;
                }

                texts[field] = text.Length > 0 ? text : null;
            }
        }

        return new Item(BinaryPrimitives.ReadInt64LittleEndian(time), texts);
    }

    private static byte[]? ReadBytes(Queue<byte> rest, long length)
    {
        if (length > rest.Count)
        {
            return null;
        }

        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++)
        {
            bytes[i] = rest.Dequeue();
        }

        return bytes;
    }

    /// <summary>Reads a LEB128 number of at most 32 bits.</summary>
    private static long? ReadNumber(Queue<byte> rest)
    {
        long value = 0;
        for (int i = 0; i < 5; i++)
        {
            if (!rest.TryDequeue(out byte next))
            {
                return null;
            }

            value |= (long)(next & 0x7F) << (7 * i);
            if (next < 0x80)
            {
                return value <= uint.MaxValue ? value : null;
            }
        }

        return null;
    }
}
