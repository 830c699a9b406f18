using System.Runtime.CompilerServices;

namespace Footfall.Wire;

/// <summary>Locations of one event's text fields in its buffer.</summary>
[InlineArray(EventSchema.FieldCount)]
public struct FieldSlots
{
    private FieldSlot _first;
}

/// <summary>A field's location in the event's buffer; absent if the length is zero.</summary>
public readonly record struct FieldSlot(int Start, int Length);
