namespace Footfall.Wire;

/// <summary>A view of one event over its original bytes: UTF-8 from the socket to COPY, with no string in between.</summary>
public readonly ref struct EventView
{
    private readonly ReadOnlySpan<byte> _buffer;
    private readonly FieldSlots _slots;

    public EventView(ReadOnlySpan<byte> buffer, long timestamp, scoped in FieldSlots slots)
    {
        _buffer = buffer;
        _slots = slots;
        Timestamp = timestamp;
    }

    /// <summary>Microseconds since 1970-01-01 UTC.</summary>
    public long Timestamp { get; }

    /// <summary>Returns whether the field has text; an empty text counts as absent.</summary>
    public bool Has(EventField field) => _slots[(int)field].Length > 0;

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
