using System.Buffers.Binary;
using System.Numerics;
using Footfall.Collect;

namespace Footfall.Wire;

/// <summary>
/// Iterates over the events of one entry (see <see cref="EntryCodec"/> for the format). It checks the framing only;
/// <see cref="EventCheck"/> checks whether an event can be stored.
/// </summary>
public ref struct EntryReader
{
    /// <summary>Start offset of the entry's header.</summary>
    public const int Head = 0;

    private readonly ReadOnlySpan<byte> _payload;
    private readonly byte _version;
    private int _at;

    /// <param name="payload">The entry.</param>
    /// <param name="start"><see cref="Head"/>, or an <see cref="EventEnd"/> of an earlier reader of the same entry.</param>
    public EntryReader(ReadOnlySpan<byte> payload, int start = Head)
    {
        _payload = payload;
        _version = payload.IsEmpty ? (byte)0 : payload[0];
        _at = start;
        Refusals = [];
        HasValidHead = start != Head || TryReadHead();
    }

    public readonly bool IsKnownVersion => EntryCodec.IsKnownVersion(_version);

    /// <summary>False if the version is unknown or the rest of the header is malformed.</summary>
    public bool HasValidHead { get; }

    /// <summary>Events of the site that the gateway refused since its last report; set only when read from the header.</summary>
    public RefusalCount[] Refusals { get; private set; }

    public readonly bool IsAtEnd => _at >= _payload.Length;

    /// <summary>The event's first byte, as an offset into the payload.</summary>
    public int EventStart { get; private set; }

    /// <summary>The byte after the event's last one.</summary>
    public readonly int EventEnd => _at;

    /// <summary>The bits of the event's fields; those with an empty text too.</summary>
    public uint Present { get; private set; }

    /// <summary>Reads the next event; returns false if the bytes are malformed.</summary>
    public bool TryRead(out EventView view)
    {
        view = default;
        EventStart = _at;
        if (!HasValidHead || !TryReadVarint(out uint present) || !EntryCodec.IsAllowed(_version, present)
            || _payload.Length - _at < sizeof(long))
        {
            return false;
        }

        long timestamp = BinaryPrimitives.ReadInt64LittleEndian(_payload[_at..]);
        _at += sizeof(long);
        FieldSlots slots = default;
        for (uint rest = present; rest != 0; rest &= rest - 1)
        {
            int field = BitOperations.TrailingZeroCount(rest);
            if (!TryReadVarint(out uint length) || length > (uint)(_payload.Length - _at))
            {
                return false;
            }

            slots[field] = new FieldSlot(_at, (int)length);
            _at += (int)length;
        }

        Present = present;
        view = new EventView(_payload, timestamp, slots, present);
        return true;
    }

    private bool TryReadHead()
    {
        _at = 1;
        if (!IsKnownVersion)
        {
            return false;
        }

        if (_version < EntryCodec.RefusalsSince)
        {
            return true;
        }

        // Each pair takes at least two bytes, so a wrong count cannot allocate more than the entry's size.
        if (!TryReadVarint(out uint pairs) || pairs > (uint)(_payload.Length - _at) / 2)
        {
            return false;
        }

        Refusals = pairs == 0 ? [] : new RefusalCount[pairs];
        for (int i = 0; i < pairs; i++)
        {
            if (!TryReadVarint(out uint reason) || !TryReadVarint(out uint events) || events > int.MaxValue
                || !RefusalReasons.IsKnown((RefusalReason)reason, _version))
            {
                return false;
            }

            Refusals[i] = new RefusalCount((RefusalReason)reason, (int)events);
        }

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
