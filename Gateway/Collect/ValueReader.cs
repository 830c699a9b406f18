using System.Buffers.Text;
using System.Text.Json;
using Footfall.Wire;

namespace Footfall.Collect;

/// <summary>
/// Reads single values of an event: each becomes text that stays where it is in the body. Escaped text is unescaped in place, which never
/// makes it longer.
/// </summary>
/// <param name="json">The body; changed in place.</param>
/// <param name="start">The offset in the body of the reader's first byte.</param>
internal readonly ref struct ValueReader(Span<byte> json, int start)
{
    private readonly Span<byte> _json = json;

    /// <param name="reader">The reader, before the value; left at its end.</param>
    public FieldValue ReadText(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.String ? TextAt(ref reader) : Other(ref reader);
    }

    /// <summary>Returns the text of the string at which the reader is.</summary>
    public FieldValue TextAt(ref Utf8JsonReader reader)
    {
        int at = start + (int)reader.TokenStartIndex + 1;
        int length = reader.ValueSpan.Length;
        if (reader.ValueIsEscaped)
        {
            try
            {
                length = reader.CopyString(_json.Slice(at, length));
            }
            catch (InvalidOperationException)
            {
                return new FieldValue(FieldValueKind.LoneSurrogate);
            }
        }

        return new FieldValue(FieldValueKind.Text, new FieldSlot(at, length));
    }

    /// <summary>Reads a whole number, which may be written with a fraction of zeros, as some programs write all numbers.</summary>
    /// <param name="reader">The reader, before the value; left at its end.</param>
    /// <param name="max">The largest value.</param>
    public FieldValue ReadNumber(ref Utf8JsonReader reader, int max)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.Number)
        {
            return Other(ref reader);
        }

        ReadOnlySpan<byte> typed = reader.ValueSpan;
        int point = typed.IndexOf((byte)'.');
        ReadOnlySpan<byte> digits = point < 0 ? typed : typed[..point];
        bool isWhole = digits[0] != '-' && (point < 0 || !typed[(point + 1)..].ContainsAnyExcept((byte)'0'))
            && Utf8Parser.TryParse(digits, out uint number, out int read) && read == digits.Length && number <= (uint)max;
        return isWhole ? new FieldValue(FieldValueKind.Text, new FieldSlot(start + (int)reader.TokenStartIndex, digits.Length)) : new FieldValue(FieldValueKind.NotText);
    }

    /// <summary>Reads true, which becomes a text, or false, which becomes an empty one.</summary>
    /// <param name="reader">The reader, before the value; left at its end.</param>
    public FieldValue ReadFlag(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType switch
        {
            JsonTokenType.True => new FieldValue(FieldValueKind.Text, new FieldSlot(start + (int)reader.TokenStartIndex, reader.ValueSpan.Length)),
            JsonTokenType.False => new FieldValue(FieldValueKind.Text),
            _ => Other(ref reader),
        };
    }

    /// <summary>Returns the characters of the number or string at which the reader is; nothing for any other value.</summary>
    public ReadOnlySpan<byte> PrimitiveAt(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.Number => reader.ValueSpan,
        JsonTokenType.String => TextAt(ref reader).In(_json),
        _ => default,
    };

    private static FieldValue Other(ref Utf8JsonReader reader)
    {
        bool isNull = reader.TokenType == JsonTokenType.Null;
        reader.Skip();
        return new FieldValue(isNull ? FieldValueKind.Absent : FieldValueKind.NotText);
    }
}
