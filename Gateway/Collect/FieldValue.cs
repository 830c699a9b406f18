using System.Runtime.CompilerServices;
using Footfall.Wire;

namespace Footfall.Collect;

/// <summary>The kind of value a JSON property held.</summary>
internal enum FieldValueKind : byte
{
    /// <summary>The property was missing or null.</summary>
    Absent,

    /// <summary>A value of the property's form, as text.</summary>
    Text,

    /// <summary>A number instead of a text, a text instead of a number, an invalid timestamp…</summary>
    NotText,

    /// <summary>Text with an escaped unpaired surrogate.</summary>
    LoneSurrogate,

    /// <summary>An object with faults of its own.</summary>
    Faulty,
}

/// <summary>A property of the event, and the location of its text in the body.</summary>
internal readonly record struct FieldValue(FieldValueKind Kind, FieldSlot Slot = default)
{
    public ReadOnlySpan<byte> In(ReadOnlySpan<byte> body) => body.Slice(Slot.Start, Slot.Length);
}

/// <summary>One value for each of <see cref="EventProperties.All"/>.</summary>
[InlineArray(EventProperties.Count)]
internal struct PropertyValues
{
    private FieldValue _first;
}
