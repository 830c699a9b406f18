using System.Numerics;
using Footfall.Wire;

namespace Footfall.Enrich;

/// <summary>
/// Puts the fields of one event together: those that its sender gave and those that are derived. Allocates nothing, because the texts are
/// copied into memory that each thread keeps.
/// </summary>
/// <remarks>
/// <code>
/// var fields = EventFieldsWriter.Begin(parsed.Timestamp);
/// fields.SetAll(parsed.View(body));                                            // copies
/// fields.Set(EventField.Channel, "Direct"u8);
/// int length = ...Write(fields.Reserve(MaxBytes));                             // or written in place
/// fields.Commit(EventField.Hostname, length);
/// await collector.AddAsync(siteId, fields.View);                               // copies before it returns
/// </code>
/// One event at a time: the next <see cref="Begin"/> of the thread overwrites it, so the event must be taken before, and before any
/// <c>await</c>. Setting a field again replaces it. Texts are not checked here.
/// </remarks>
internal ref struct EventFieldsWriter
{
    private const int FirstBytes = 8 * 1024;

    /// <summary>Larger memory is not kept. Most events take less than one kilobyte.</summary>
    private const int MaxKeptBytes = 64 * 1024;

    [ThreadStatic]
    private static byte[]? _kept;

    private readonly long _timestamp;
    private byte[] _buffer;
    private int _length;
    private FieldSlots _slots;
    private uint _fields;

    private EventFieldsWriter(long timestamp)
    {
        _timestamp = timestamp;
        _buffer = _kept ??= new byte[FirstBytes];
    }

    /// <summary>The event with the fields set so far; valid until the next field is set.</summary>
    public readonly EventView View => new(_buffer, _timestamp, _slots, _fields);

    /// <summary>The text of a field; empty if it is not set. Valid until another one is set.</summary>
    public readonly ReadOnlySpan<byte> this[EventField field] => _buffer.AsSpan(_slots[(int)field].Start, _slots[(int)field].Length);

    /// <param name="timestamp">Microseconds since 1970 UTC.</param>
    public static EventFieldsWriter Begin(long timestamp) => new(timestamp);

    /// <summary>Copies all texts of an event; those that are empty there are left as they are here.</summary>
    /// <param name="view">An event outside of this writer.</param>
    public void SetAll(in EventView view)
    {
        for (uint rest = view.Fields; rest != 0; rest &= rest - 1)
        {
            var field = (EventField)BitOperations.TrailingZeroCount(rest);
            if (view.Has(field))
            {
                Set(field, view[field]);
            }
        }
    }

    /// <summary>Copies a text; an empty one removes the field.</summary>
    /// <param name="field">The field.</param>
    /// <param name="text">UTF-8 that is outside of this writer, or one of its own texts.</param>
    public void Set(EventField field, scoped ReadOnlySpan<byte> text)
    {
        text.CopyTo(Reserve(text.Length));
        Commit(field, text.Length);
    }

    /// <summary>Returns memory for a text, to be written before anything else is set.</summary>
    /// <param name="bytes">The longest that the text can be.</param>
    public Span<byte> Reserve(int bytes)
    {
        if (_buffer.Length - _length < bytes)
        {
            byte[] larger = new byte[Math.Max(2 * _buffer.Length, _length + bytes)];
            _buffer.AsSpan(0, _length).CopyTo(larger);
            _buffer = larger;
            if (larger.Length <= MaxKeptBytes)
            {
                _kept = larger;
            }
        }

        return _buffer.AsSpan(_length, bytes);
    }

    /// <summary>Makes what was written into the reserved memory the text of a field.</summary>
    /// <param name="field">The field.</param>
    /// <param name="length">The number of bytes written, from the beginning of that memory on; 0 removes the field.</param>
    public void Commit(EventField field, int length)
    {
        _slots[(int)field] = new FieldSlot(_length, length);
        _fields |= 1u << (int)field;
        _length += length;
    }
}
