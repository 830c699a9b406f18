using System.Buffers.Text;
using System.Globalization;

namespace Footfall.Wire;

/// <summary>The id of a visitor without a user id as text: 64 bits in 16 lower-case hexadecimal digits.</summary>
public static class VisitorText
{
    public const int Length = 16;

    /// <summary>Returns false if the text is anything else.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out ulong visitor) =>
        Utf8Parser.TryParse(text, out visitor, out int consumed, 'x') && consumed == Length && text.Length == Length && !text.ContainsAnyInRange((byte)'A', (byte)'F');

    /// <summary>Returns false if the event is nobody's, or a user's: with a user id there is no need for another one.</summary>
    public static bool TryFind(in EventView view, out ulong visitor)
    {
        visitor = 0;
        return !view.Has(EventField.UserId) && TryParse(view[EventField.Visitor], out visitor);
    }

    /// <summary>Returns the id as text.</summary>
    public static string Of(ulong visitor) => string.Create(CultureInfo.InvariantCulture, $"{visitor:x16}");

    /// <param name="visitor">The id.</param>
    /// <param name="text">Receives <see cref="Length"/> bytes.</param>
    public static void Write(ulong visitor, Span<byte> text)
    {
        for (int i = Length - 1; i >= 0; i--)
        {
            text[i] = "0123456789abcdef"u8[(int)(visitor & 0xF)];
            visitor >>= 4;
        }
    }
}
