using System.Buffers.Binary;
using Footfall.Collect;

namespace Footfall.Queue;

/// <summary>
/// Walks the events of one entry (see <see cref="EntryCodec"/> for the format). It checks the framing only;
/// <see cref="EventCheck"/> says whether an event can be stored.
/// </summary>
public ref struct EntryReader
{
    /// <summary>Offset of an entry's first event.</summary>
    public const int FirstEvent = 1;

    private readonly ReadOnlySpan<byte> _payload;
    private readonly byte _version;
    private int _at;

    /// <param name="payload">The entry.</param>
    /// <param name="start">Where to begin: <see cref="FirstEvent"/>, or an <see cref="EventEnd"/> of an earlier reader.</param>
    public EntryReader(ReadOnlySpan<byte> payload, int start = FirstEvent)
    {
        _payload = payload;
        _version = payload.IsEmpty ? (byte)0 : payload[0];
        _at = start;
    }

    public readonly bool IsKnownVersion => EntryCodec.IsKnownVersion(_version);

    public readonly bool IsAtEnd => _at >= _payload.Length;

    /// <summary>The event's first byte, as an offset into the payload.</summary>
    public int EventStart { get; private set; }

    /// <summary>The byte after the event's last one.</summary>
    public readonly int EventEnd => _at;

    /// <summary>Reads the next event; false when the bytes are not of the format.</summary>
    public bool TryRead(out EventView view)
    {
        view = default;
        EventStart = _at;
        if (!IsKnownVersion || !TryReadVarint(out uint present) || !EntryCodec.IsAllowed(_version, present)
            || _payload.Length - _at < sizeof(long))
        {
            return false;
        }

        long timestamp = BinaryPrimitives.ReadInt64LittleEndian(_payload[_at..]);
        _at += sizeof(long);
        FieldSlots slots = default;
        for (int field = 0; field < EventSchema.FieldCount; field++)
        {
            if ((present & (1u << field)) == 0)
            {
                continue;
            }

            if (!TryReadVarint(out uint length) || length > (uint)(_payload.Length - _at))
            {
                return false;
            }

            slots[field] = new FieldSlot(_at, (int)length);
            _at += (int)length;
        }

        view = new EventView(_payload, timestamp, slots);
        return true;
    }

    private bool TryReadVarint(out uint value)
    {
        value = 0;
        for (int shift = 0; shift < 35; shift += 7)
        {
            if (_at >= _payload.Length)
            {
                return false;
            }

            byte b = _payload[_at++];
            if (shift == 28 && b > 0x0F)
            {
                return false;
            }

            value |= (uint)(b & 0x7F) << shift;
            if (b < 0x80)
            {
                return true;
            }
        }

        return false;
    }
}
