using System.Text;
using Footfall.Wire;

namespace Footfall.Enrich;

/// <summary>Cuts text at the length that a field may have.</summary>
internal static class Utf8Cut
{
    /// <summary>Returns the beginning of the text, as many whole characters as fit.</summary>
    /// <param name="text">UTF-8.</param>
    /// <param name="maxLength">The limit in UTF-16 units, as the API counts lengths.</param>
    public static ReadOnlySpan<byte> To(ReadOnlySpan<byte> text, int maxLength)
    {
        if (StorableText.FitsIn(text, maxLength))
        {
            return text;
        }

        int length = 0;
        int units = 0;
        while (length < text.Length)
        {
            _ = Rune.DecodeFromUtf8(text[length..], out Rune rune, out int bytes);
            units += rune.Utf16SequenceLength;
            if (units > maxLength)
            {
                break;
            }

            length += bytes;
        }

        return text[..length];
    }
}
