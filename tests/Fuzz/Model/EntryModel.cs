using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Footfall.Fuzz.Model;

/// <summary>A second implementation of the queue's encoding, based only on its description.</summary>
internal static partial class EntryModel
{
    /// <summary>The number of fields of the newest version.</summary>
    public const int Fields = 31;

    /// <summary>Of each field, the longest text.</summary>
    private static readonly int[] Limits =
        [100, 1000, 255, 64, 16, 255, 500, 2000, 255, 100, 255, 255, 255, 255, 255, 100, 100, 100, 100, 100, 100, 35, 2, 200, 200, 200, 65_536, 24, 10, 10, 10];

    /// <summary>Of each version, how many fields it has, and the last reason of refusals.</summary>
    private static readonly (int Fields, int Reasons)[] Versions = [(0, 0), (3, 0), (4, 4), (4, 7), (Fields, 8)];

    /// <summary>An event of an entry: its time, and its fields, which are null if absent.</summary>
    public sealed record Item(long Time, byte[]?[] Fields)
    {
        /// <summary>Whether the table accepts it.</summary>
        public bool IsValid => Time >= 946_684_800_000_000 && Time < 4_102_444_800_000_000 && Fields[0] is { Length: > 0 } && Fields.Index().All(text => IsText(text.Item, text.Index));

        public bool IsSame(Item other) => Time == other.Time
            && Fields.Zip(other.Fields).All(pair => pair.First is null ? pair.Second is null : pair.Second is not null && pair.First.AsSpan().SequenceEqual(pair.Second));

        private static bool IsText(byte[]? bytes, int field)
        {
            if (bytes is null or { Length: 0 })
            {
                return true;
            }

            try
            {
                string text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
                return text.Length <= Limits[field] && !text.Contains('\0', StringComparison.Ordinal) && HasForm(field, text);
            }
            catch (DecoderFallbackException)
            {
                return false;
            }
        }
    }

    private static bool HasForm(int field, string text) => field switch
    {
        4 => Visitor().IsMatch(text),
        26 => PropsModel.IsStorable(Encoding.UTF8.GetBytes(text)),
        27 => Revenue().IsMatch(text),
        28 => IsNumber(text, 86_399_999),
        29 => IsNumber(text, 100),
        30 => IsNumber(text, 1_000_000),
        _ => true,
    };

    private static bool IsNumber(string text, long max) => Digits().IsMatch(text) && long.Parse(text, CultureInfo.InvariantCulture) <= max;

    /// <summary>Returns the events of an entry; null for invalid bytes.</summary>
    public static IReadOnlyList<Item>? Read(byte[] entry)
    {
        if (entry.Length == 0 || entry[0] < 1 || entry[0] >= Versions.Length)
        {
            return null;
        }

        (int fields, int reasons) = Versions[entry[0]];
        var rest = new Queue<byte>(entry[1..]);
        if (entry[0] >= 2)
        {
            if (ReadNumber(rest) is not { } pairs)
            {
                return null;
            }

            for (long i = 0; i < pairs; i++)
            {
                if (ReadNumber(rest) is not { } reason || reason < 1 || reason > reasons || ReadNumber(rest) is not <= int.MaxValue)
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

        byte[]?[] texts = new byte[]?[Fields];
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

    [GeneratedRegex("^[0-9a-f]{16}\\z")]
    private static partial Regex Visitor();

    [GeneratedRegex("^-?[0-9]{1,15}(\\.[0-9]{1,3})? [A-Z]{3}\\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Revenue();

    [GeneratedRegex("^[0-9]+\\z")]
    private static partial Regex Digits();
}
