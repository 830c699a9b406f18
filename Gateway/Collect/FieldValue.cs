using System.Runtime.CompilerServices;
using Footfall.Wire;

namespace Footfall.Collect;

/// <summary>The kind of value a JSON property held.</summary>
internal enum FieldValueKind : byte
{
    /// <summary>The property was missing or null.</summary>
    Absent,

    Text,

    /// <summary>A number, an object, an invalid timestamp…</summary>
    NotText,

    /// <summary>Text with an escaped unpaired surrogate.</summary>
    LoneSurrogate,
}

/// <summary>A property of the event, and the location of its text in the body.</summary>
internal readonly record struct FieldValue(FieldValueKind Kind, FieldSlot Slot = default)
{
    public ReadOnlySpan<byte> In(ReadOnlySpan<byte> body) => body.Slice(Slot.Start, Slot.Length);
}

/// <summary>One value for each field of <see cref="EventSchema"/>.</summary>
[InlineArray(EventSchema.FieldCount)]
internal struct FieldValues
{
    private FieldValue _first;
}
