using System.Buffers;
using System.Globalization;
using System.Text;

namespace Footfall.Enrich;

/// <summary>Decodes percent-encoded UTF-8 (RFC 3986, section 2.1) into text that can be stored. Any bytes are accepted.</summary>
/// <remarks>
/// Valid UTF-8 without NUL becomes no longer: an escape has three bytes, as many as U+FFFD, which replaces what is no character.
/// Decoding stops before a character that does not fit into the destination.
/// </remarks>
internal static class PercentText
{
    /// <summary>Decodes the value of a query parameter: <c>+</c> is a space, and NUL and invalid UTF-8 become U+FFFD.</summary>
    /// <returns>The number of bytes written.</returns>
    public static int DecodeValue(ReadOnlySpan<byte> source, Span<byte> destination) => Decode(source, destination, isValue: true);

    /// <summary>
    /// Decodes a path so that it reads well and still means the same: escapes of delimiters, white space, control characters and
    /// invalid UTF-8 stay as typed.
    /// </summary>
    /// <returns>The number of bytes written.</returns>
    public static int DecodePath(ReadOnlySpan<byte> source, Span<byte> destination) => Decode(source, destination, isValue: false);

    private static int Decode(ReadOnlySpan<byte> source, Span<byte> destination, bool isValue)
    {
        Span<byte> character = stackalloc byte[4];
        int written = 0;
        while (!source.IsEmpty)
        {
            int read;
            scoped ReadOnlySpan<byte> text;
            if (source[0] == '%' && ReadEscapes(source, character) is > 0 and var escaped)
            {
                OperationStatus status = Rune.DecodeFromUtf8(character[..escaped], out Rune rune, out int length);
                read = length * 3;
                bool isKept = status == OperationStatus.Done && (isValue ? rune.Value != 0 : IsPlainInPath(rune));
                text = isKept ? character[..length] : isValue ? "\uFFFD"u8 : source[..read];
            }
            else if (source[0] < 0x80)
            {
                read = 1;
                text = source[0] == '+' && isValue ? " "u8 : source[0] == 0 ? "\uFFFD"u8 : source[..1];
            }
            else
            {
                OperationStatus status = Rune.DecodeFromUtf8(source, out _, out read);
                text = status == OperationStatus.Done ? source[..read] : "\uFFFD"u8;
            }

            if (!text.TryCopyTo(destination[written..]))
            {
                break;
            }

            written += text.Length;
            source = source[read..];
        }

        return written;
    }

    /// <summary>Reads the bytes of up to four escapes in a row; returns their number, 0 if the first is malformed.</summary>
    private static int ReadEscapes(ReadOnlySpan<byte> source, Span<byte> bytes)
    {
        int count = 0;
        while (count < bytes.Length && source.Length >= 3 && source[0] == '%' && IsHex(source[1]) && IsHex(source[2]))
        {
            bytes[count++] = (byte)((HexValue(source[1]) << 4) | HexValue(source[2]));
            source = source[3..];
            if (bytes[0] < 0x80)
            {
                break;
            }
        }

        return count;
    }

    private static bool IsPlainInPath(Rune rune) => rune.IsAscii
        ? rune.Value is > 0x20 and < 0x7F and not ('%' or '/' or '?' or '#' or '\\')
        : Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator or UnicodeCategory.SpaceSeparator);

    private static bool IsHex(byte digit) => char.IsAsciiHexDigit((char)digit);

    private static int HexValue(byte digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;
}
