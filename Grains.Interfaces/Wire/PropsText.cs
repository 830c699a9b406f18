using System.Buffers.Text;
using System.Text.Json;

namespace Footfall.Wire;

/// <summary>
/// The sender's own properties of an event as text: a JSON object whose values are texts, numbers and booleans, and which PostgreSQL's
/// <c>jsonb</c> can hold: no NUL, no lone surrogate, no number without end.
/// </summary>
public static class PropsText
{
    /// <summary>Maximum length of the whole text in UTF-16 units.</summary>
    public const int MaxLength = 65_536;

    public const int MaxKeys = 30;

    /// <summary>Maximum length of a key in UTF-16 units; at least 1.</summary>
    public const int MaxKeyLength = 300;

    /// <summary>Maximum length of a text value in UTF-16 units.</summary>
    public const int MaxValueLength = 2000;

    /// <summary>Longest number. It has more digits than any number of another program, and <c>jsonb</c> allows many more.</summary>
    public const int MaxNumberLength = 100;

    /// <summary>Largest exponent of ten, with either sign: about that of a double.</summary>
    public const int MaxExponent = 400;

    /// <summary>Returns whether the text is such an object.</summary>
    public static bool IsValid(ReadOnlySpan<byte> text)
    {
        try
        {
            var reader = new Utf8JsonReader(text);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return false;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (!IsStorableText(reader) || !reader.Read() || !IsStorableValue(reader))
                {
                    return false;
                }
            }

            // Nothing may follow; the reader throws otherwise.
            return reader.TokenType == JsonTokenType.EndObject && !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Returns whether a number of JSON is one of those that are taken.</summary>
    public static bool IsStorableNumber(ReadOnlySpan<byte> number)
    {
        int exponent = number.IndexOfAny((byte)'e', (byte)'E') + 1;
        return number.Length <= MaxNumberLength
            && (exponent == 0 || (Utf8Parser.TryParse(number[exponent..], out int power, out _) && Math.Abs((long)power) <= MaxExponent));
    }

    /// <summary>Writes a JSON string with no more escapes than JSON needs.</summary>
    /// <param name="text">UTF-8 without escapes.</param>
    /// <param name="json">Receives the string; no JSON string with this text is shorter.</param>
    /// <returns>The length of the string in bytes.</returns>
    public static int WriteString(ReadOnlySpan<byte> text, Span<byte> json)
    {
        int at = 0;
        json[at++] = (byte)'"';
        foreach (byte letter in text)
        {
            byte escape = letter switch
            {
                (byte)'"' or (byte)'\\' => letter,
                (byte)'\b' => (byte)'b',
                (byte)'\t' => (byte)'t',
                (byte)'\n' => (byte)'n',
                (byte)'\f' => (byte)'f',
                (byte)'\r' => (byte)'r',
                < (byte)' ' => (byte)'u',
                _ => 0,
            };
            if (escape == 0)
            {
                json[at++] = letter;
                continue;
            }

            json[at++] = (byte)'\\';
            json[at++] = escape;
            if (escape == (byte)'u')
            {
                json[at++] = (byte)'0';
                json[at++] = (byte)'0';
                json[at++] = "01"u8[letter >> 4];
                json[at++] = "0123456789abcdef"u8[letter & 0xF];
            }
        }

        json[at++] = (byte)'"';
        return at;
    }

    private static bool IsStorableValue(in Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.True or JsonTokenType.False => true,
        JsonTokenType.String => IsStorableText(reader),
        JsonTokenType.Number => IsStorableNumber(reader.ValueSpan),
        _ => false,
    };

    /// <summary>Returns whether every escaped character is one: <c>\u0000</c> is none for PostgreSQL, half a surrogate pair for nobody.</summary>
    private static bool IsStorableText(in Utf8JsonReader reader)
    {
        ReadOnlySpan<byte> text = reader.ValueSpan;
        bool isPairOpen = false;
        while (reader.ValueIsEscaped && !text.IsEmpty)
        {
            int at = text.IndexOf((byte)'\\');
            int code = at < 0 || text[at + 1] != (byte)'u' ? -1 : ReadCode(text.Slice(at + 2, 4));
            bool isLow = code is >= 0xDC00 and <= 0xDFFF;
            if (code == 0 || isLow != isPairOpen || (isPairOpen && at != 0))
            {
                return false;
            }

            if (at < 0)
            {
                return true;
            }

            isPairOpen = code is >= 0xD800 and <= 0xDBFF;
            text = text[(at + (code < 0 ? 2 : 6))..];
        }

        return !isPairOpen;
    }

    private static int ReadCode(ReadOnlySpan<byte> digits) => Utf8Parser.TryParse(digits, out ushort code, out _, 'x') ? code : 0;
}
