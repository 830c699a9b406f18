using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using Footfall.Collect;

namespace Footfall.Wire;

/// <summary>
/// The bytes of a queue entry (stream field <c>b</c>): one version byte, the site's events that the gateway refused, then
/// the accepted events in sequence.
/// </summary>
/// <remarks>
/// <code>
/// entry  = version:u8  refusals  event*
/// refusals = pairs:varint  (reason:varint  events:varint)*      absent in version 1
/// event  = present:varint  timestamp:i64le  (length:varint  utf8-bytes)*
/// </code>
/// <c>present</c> has bit n set if the field with <see cref="EventField"/> value n follows; fields follow in
/// that order; <c>timestamp</c> is microseconds since 1970 UTC; varint is LEB128 of at most 32 bits. A version
/// allows the fields whose <see cref="EventFieldRule.SinceVersion"/> is not above it. Versions only ever add
/// fields or refusal reasons, so every older entry stays readable; an unknown version or field bit is refused, never guessed.
/// A gateway writes no version that a running silo cannot read: it omits newer fields until all silos can.
/// </remarks>
public static class EntryCodec
{
    /// <summary>The newest version, written once all silos read it.</summary>
    public const byte Version = 4;

    /// <summary>The version written by a gateway that does not know yet what the silos read: every supported silo reads it.</summary>
    public const byte OldestWritten = 2;

    /// <summary>The version that introduced <c>refusals</c>.</summary>
    internal const byte RefusalsSince = 2;

    /// <summary>Maximum bytes of one event besides its text: flags, time, and a length for each field.</summary>
    public const int MaxOverhead = MaxVarint + sizeof(long) + (MaxVarint * EventSchema.FieldCount);

    private const int MaxVarint = 5;

    /// <summary>Field bits that an entry of each version may set; index = version, 0 is not a version.</summary>
    private static readonly uint[] AllowedFields = BuildAllowedFields();

    public static bool IsKnownVersion(byte version) => version is > 0 and <= Version;

    /// <summary>Writes the start of an entry: its version and the refusals.</summary>
    /// <param name="output">The destination.</param>
    /// <param name="refusals">Counts of the site's refused events by reason, usually none. A reason newer than the version is written as
    /// an older one.</param>
    /// <param name="version">A version from <see cref="OldestWritten"/> to <see cref="Version"/>.</param>
    public static void WriteHeader(IBufferWriter<byte> output, IReadOnlyCollection<RefusalCount> refusals, byte version = Version)
    {
        Span<byte> span = output.GetSpan(1 + MaxVarint + (2 * MaxVarint * refusals.Count));
        span[0] = version;
        int at = 1 + WriteVarint(span[1..], (uint)refusals.Count);
        foreach (RefusalCount refusal in refusals)
        {
            at += WriteVarint(span[at..], (uint)RefusalReasons.InVersion(refusal.Reason, version));
            at += WriteVarint(span[at..], (uint)refusal.Events);
        }

        output.Advance(at);
    }

    /// <summary>Appends one event; the header must be written first.</summary>
    /// <param name="output">The destination.</param>
    /// <param name="view">The event.</param>
    /// <param name="version">The header's version; fields that it does not have are left out.</param>
    public static void WriteEvent(IBufferWriter<byte> output, in EventView view, byte version = Version)
    {
        uint present = 0;
        int size = MaxOverhead;
        for (uint rest = view.Fields & AllowedFields[version]; rest != 0; rest &= rest - 1)
        {
            int field = BitOperations.TrailingZeroCount(rest);
            int length = view[(EventField)field].Length;
            present |= length > 0 ? 1u << field : 0;
            size += length;
        }

        Span<byte> span = output.GetSpan(size);
        int at = WriteVarint(span, present);
        BinaryPrimitives.WriteInt64LittleEndian(span[at..], view.Timestamp);
        at += sizeof(long);
        for (uint rest = present; rest != 0; rest &= rest - 1)
        {
            ReadOnlySpan<byte> value = view[(EventField)BitOperations.TrailingZeroCount(rest)];
            at += WriteVarint(span[at..], (uint)value.Length);
            value.CopyTo(span[at..]);
            at += value.Length;
        }

        output.Advance(at);
    }

    /// <summary>Copies one event of an entry into a new entry.</summary>
    /// <param name="entry">An entry of a known version.</param>
    /// <param name="start">The event's first byte.</param>
    /// <param name="end">The byte after the event's last one.</param>
    public static byte[] Extract(ReadOnlySpan<byte> entry, int start, int end) =>
        entry[0] < RefusalsSince ? [entry[0], .. entry[start..end]] : [entry[0], 0, .. entry[start..end]];

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
