using System.Runtime.CompilerServices;

namespace Footfall.Collect;

/// <summary>What a JSON property held.</summary>
internal enum FieldValueKind : byte
{
    /// <summary>It was not there, or null.</summary>
    Absent,

    Text,

    /// <summary>A number, an object, a timestamp that is none…</summary>
    NotText,

    /// <summary>Text with an escape that is half of a character.</summary>
    LoneSurrogate,
}

/// <summary>A property of the event, and where its text lies in the body.</summary>
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
