using System.Runtime.CompilerServices;

namespace Footfall.Collect;

/// <summary>Where each text field of one event lies in its buffer.</summary>
[InlineArray(EventSchema.FieldCount)]
public struct FieldSlots
{
    private FieldSlot _first;
}

/// <summary>A field's place in the event's buffer; the default is an absent field.</summary>
public readonly record struct FieldSlot(int Start, int Length, bool IsPresent)
{
    public FieldSlot(int start, int length) : this(start, length, IsPresent: true)
    {
    }
}
