namespace Footfall.Wire;

/// <summary>A view of one event over its original bytes: UTF-8 from the socket to COPY, with no string in between.</summary>
public readonly ref struct EventView
{
    private readonly ReadOnlySpan<byte> _buffer;
    private readonly FieldSlots _slots;

    /// <param name="buffer">The texts.</param>
    /// <param name="timestamp">Microseconds since 1970-01-01 UTC.</param>
    /// <param name="slots">Where the texts are.</param>
    /// <param name="fields">See <see cref="Fields"/>.</param>
    public EventView(ReadOnlySpan<byte> buffer, long timestamp, scoped in FieldSlots slots, uint fields = EventSchema.AllFields)
    {
        _buffer = buffer;
        _slots = slots;
        Timestamp = timestamp;
        Fields = fields;
    }

    /// <summary>The bits of the fields that may have text; all others have none. Most events have few, and who walks over all fields is slow.</summary>
    public uint Fields { get; }

    /// <summary>Microseconds since 1970-01-01 UTC.</summary>
    public long Timestamp { get; }

    /// <summary>Returns whether the field has text; an empty text counts as absent.</summary>
    public bool Has(EventField field) => _slots[(int)field].Length > 0;

    /// <summary>Returns the buffer's bytes from the text of a field to that of a later one.</summary>
    public ReadOnlySpan<byte> Between(EventField first, EventField last)
    {
        int start = _slots[(int)first].Start;
        FieldSlot end = _slots[(int)last];
        return _buffer[start..(end.Start + end.Length)];
    }

    /// <summary>The field's UTF-8 text; empty when absent.</summary>
    public ReadOnlySpan<byte> this[EventField field]
    {
        get
        {
            FieldSlot slot = _slots[(int)field];
            return _buffer.Slice(slot.Start, slot.Length);
        }
    }
}
