using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;

namespace Footfall.Days;

/// <summary>
/// Divides a great day by its visitors, so that all events of a visitor, and so its visits, are in one part. Parts are stored, so what is
/// here never changes.
/// </summary>
internal static class DayParts
{
    private const int EventsOfAPart = 1_000_000;

    /// <summary>The part, from 0, that an event belongs to. With twice as many parts, those of part <c>i</c> are in <c>i</c> and <c>i + parts</c>.</summary>
    /// <param name="e">The event. Those of no visitor are spread by time and content, because a day may have no others.</param>
    /// <param name="parts">The number of parts, a power of two.</param>
    public static int PartOf(in DayEvent e, int parts)
    {
        if (!int.IsPow2(parts))
        {
            throw new ArgumentOutOfRangeException(nameof(parts), parts, "the number of parts is a power of two");
        }

        return parts == 1 ? 0 : (int)(Hash(e) & ((ulong)parts - 1));
    }

    /// <summary>The number of parts of a day of so many events: 1 up to 1,000,000, then the least power of two that keeps their mean below it.</summary>
    public static int PartsFor(long events)
    {
        int parts = 1;
        while (parts < 1 << 30 && events > (long)parts * EventsOfAPart)
        {
            parts *= 2;
        }

        return parts;
    }

    private static ulong Hash(in DayEvent e)
    {
        if (e.UserId is { Length: > 0 } user)
        {
            return HashText(user, 1);
        }

        Span<byte> number = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(number, e.Visitor ?? e.Time);
        ulong hash = XxHash3.HashToUInt64(number, e.Visitor is null ? 2 : 3);
        return e.Visitor is not null ? hash : HashText(e.Page, (long)HashText(e.Client, (long)HashText(e.Path, (long)hash)));
    }

    private static ulong HashText(string? text, long seed)
    {
        int most = Encoding.UTF8.GetMaxByteCount(text?.Length ?? 0);
        Span<byte> bytes = most <= 1024 ? stackalloc byte[1024] : new byte[most];
        return XxHash3.HashToUInt64(bytes[..Encoding.UTF8.GetBytes(text, bytes)], seed);
    }
}
