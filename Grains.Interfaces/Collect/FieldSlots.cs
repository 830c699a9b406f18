using System.Runtime.CompilerServices;

namespace Footfall.Collect;

/// <summary>Where each text field of one event lies in its buffer.</summary>
[InlineArray(EventSchema.FieldCount)]
public struct FieldSlots
{
    private FieldSlot _first;
}

/// <summary>A field's place in the event's buffer; without a length it is absent.</summary>
public readonly record struct FieldSlot(int Start, int Length);
