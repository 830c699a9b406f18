using System.Buffers;
using System.Buffers.Binary;
using Footfall.Collect;

namespace Footfall.Queue;

/// <summary>
/// The bytes of a queue entry (stream field <c>b</c>): one version byte, then the events one after another.
/// </summary>
/// <remarks>
/// <code>
/// entry  = version:u8  event*
/// event  = present:varint  timestamp:i64le  (length:varint  utf8-bytes)*
/// </code>
/// <c>present</c> has bit n set when the field with <see cref="EventField"/> value n follows; fields follow in
/// that order; <c>timestamp</c> is microseconds since 1970 UTC; varint is LEB128 of at most 32 bits. A version
/// allows the fields whose <see cref="EventFieldRule.SinceVersion"/> is not above it. Versions only ever add
/// fields, so every older entry stays readable; an unknown version or field bit is refused, never guessed at.
/// Upgrade silos before gateways when the version moves.
/// </remarks>
public static class EntryCodec
{
    /// <summary>The version that is written.</summary>
    public const byte Version = 1;

    /// <summary>Bytes that one event takes at most besides its text: flags, time, and a length for each field.</summary>
    public const int MaxOverhead = 5 + sizeof(long) + (5 * EventSchema.FieldCount);

    /// <summary>Field bits that an entry of each version may set; index = version, 0 is no version.</summary>
    private static readonly uint[] AllowedFields = BuildAllowedFields();

    public static bool IsKnownVersion(byte version) => version is > 0 and <= Version;

    /// <summary>Appends one event. The version byte is the entry's, not the event's.</summary>
    public static void WriteEvent(IBufferWriter<byte> output, in EventView view)
    {
        uint present = 0;
        int size = MaxOverhead;
        foreach (EventFieldRule rule in EventSchema.Fields)
        {
            if (view.Has(rule.Field))
            {
                present |= 1u << (int)rule.Field;
                size += view[rule.Field].Length;
            }
        }

        Span<byte> span = output.GetSpan(size);
        int at = WriteVarint(span, present);
        BinaryPrimitives.WriteInt64LittleEndian(span[at..], view.Timestamp);
        at += sizeof(long);
        for (int field = 0; field < EventSchema.FieldCount; field++)
        {
            if ((present & (1u << field)) != 0)
            {
                ReadOnlySpan<byte> value = view[(EventField)field];
                at += WriteVarint(span[at..], (uint)value.Length);
                value.CopyTo(span[at..]);
                at += value.Length;
            }
        }

        output.Advance(at);
    }

    internal static bool IsAllowed(byte version, uint present) => (present & ~AllowedFields[version]) == 0;

    private static int WriteVarint(Span<byte> span, uint value)
    {
        int at = 0;
        while (value >= 0x80)
        {
            span[at++] = (byte)(value | 0x80);
            value >>= 7;
        }

        span[at++] = (byte)value;
        return at;
    }

    private static uint[] BuildAllowedFields()
    {
        uint[] allowed = new uint[Version + 1];
        for (int version = 1; version <= Version; version++)
        {
            foreach (EventFieldRule rule in EventSchema.Fields)
            {
                if (rule.SinceVersion <= version)
                {
                    allowed[version] |= 1u << (int)rule.Field;
                }
            }
        }

        return allowed;
    }
}
