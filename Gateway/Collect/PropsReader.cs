using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Footfall.Wire;

namespace Footfall.Collect;

/// <summary>
/// Reads the sender's own properties of an event, and writes them in their shortest form over what was sent: without white space, without
/// keys whose value is null, and with no more escapes than JSON needs. Keys keep their order, numbers their digits.
/// </summary>
internal ref struct PropsReader
{
    private readonly Span<byte> _json;
    private readonly int _start;

    /// <summary>Where the next byte is written; never behind the reader's token, because nothing becomes longer.</summary>
    private int _at;

    /// <summary>The keys read that have a value, valid or not.</summary>
    private int _keys;

    private KeySlots _written;
    private int _writtenKeys;
    private List<string>? _faults;

    private PropsReader(Span<byte> json, int start)
    {
        _json = json;
        _start = start;
    }

    /// <param name="json">The body; changed in place.</param>
    /// <param name="start">The offset in the body of the reader's first byte.</param>
    /// <param name="reader">The reader, before the value; left at its end.</param>
    /// <param name="faults">The faults, if the result is <see cref="FieldValueKind.Faulty"/>.</param>
    public static FieldValue Read(Span<byte> json, int start, ref Utf8JsonReader reader, out List<string>? faults)
    {
        var props = new PropsReader(json, start);
        FieldValue value = props.Read(ref reader);
        faults = props._faults;
        return faults is null ? value : new FieldValue(FieldValueKind.Faulty);
    }

    private FieldValue Read(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            if (reader.TokenType != JsonTokenType.Null)
            {
                AddFault("props must be an object");
            }

            reader.Skip();
            return default;
        }

        int begin = _start + (int)reader.TokenStartIndex;
        _at = begin + 1;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            ReadMember(ref reader);
        }

        if (_writtenKeys == 0)
        {
            return default;
        }

        _json[_at++] = (byte)'}';
        if (!StorableText.FitsIn(_json[begin.._at], PropsText.MaxLength))
        {
            AddFault($"props must be at most {PropsText.MaxLength} characters as JSON");
        }

        return new FieldValue(FieldValueKind.Text, new FieldSlot(begin, _at - begin));
    }

    private void ReadMember(ref Utf8JsonReader reader)
    {
        int before = _at;
        if (_writtenKeys > 0)
        {
            _json[_at++] = (byte)',';
        }

        int keyStart = _at;
        bool isEmpty = reader.ValueSpan.IsEmpty;
        TextFault keyFault = WriteText(ref reader, PropsText.MaxKeyLength);
        var key = new FieldSlot(keyStart, _at - keyStart);
        if (keyFault == TextFault.None)
        {
            _json[_at++] = (byte)':';
        }

        reader.Read();
        if (keyFault == TextFault.None && !isEmpty && reader.TokenType == JsonTokenType.Null)
        {
            _at = before;
            return;
        }

        // Counted before anything else, so that the list of faults is bounded.
        string? fault = ++_keys > PropsText.MaxKeys ? $"props must have at most {PropsText.MaxKeys} keys"
            : keyFault == TextFault.NotText ? "props must not contain NUL or unpaired surrogates"
            : keyFault == TextFault.TooLong || isEmpty ? $"props must have keys of 1 to {PropsText.MaxKeyLength} characters"
            : WriteValue(ref reader) is { } wrong ? $"props.{NameOf(key)} {wrong}"
            : IsWritten(key) ? $"props must not have the key {NameOf(key)} twice"
            : null;
        reader.Skip();
        if (fault is null)
        {
            _written[_writtenKeys++] = key;
        }
        else
        {
            _at = before;
            AddFault(fault);
        }
    }

    /// <summary>Returns what is wrong with the value, in words that follow its name; null if it was written.</summary>
    private string? WriteValue(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return WriteText(ref reader, PropsText.MaxValueLength) switch
                {
                    TextFault.None => null,
                    TextFault.NotText => "must not contain NUL or unpaired surrogates",
                    _ => $"must be at most {PropsText.MaxValueLength} characters",
                };
            case JsonTokenType.Number when !PropsText.IsStorableNumber(reader.ValueSpan):
                return $"must be a number of at most {PropsText.MaxNumberLength} characters, with an exponent of at most {PropsText.MaxExponent}";
            case JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False:
                reader.ValueSpan.CopyTo(_json[_at..]);
                _at += reader.ValueSpan.Length;
                return null;
            default:
                return "must be a string, a number or a boolean";
        }
    }

    /// <summary>Writes the string or name at which the reader is.</summary>
    private TextFault WriteText(ref Utf8JsonReader reader, int maxLength)
    {
        ReadOnlySpan<byte> text = reader.ValueSpan;
        if (reader.ValueIsEscaped)
        {
            return WriteEscaped(ref reader, maxLength);
        }

        if (!StorableText.FitsIn(text, maxLength))
        {
            return TextFault.TooLong;
        }

        text.CopyTo(_json[(_at + 1)..]);
        _json[_at] = (byte)'"';
        _json[_at + 1 + text.Length] = (byte)'"';
        _at += text.Length + 2;
        return TextFault.None;
    }

    private TextFault WriteEscaped(ref Utf8JsonReader reader, int maxLength)
    {
        byte[] rented = ArrayPool<byte>.Shared.Rent(reader.ValueSpan.Length);
        try
        {
            ReadOnlySpan<byte> text = rented.AsSpan(0, reader.CopyString(rented));
            if (!StorableText.FitsIn(text, maxLength))
            {
                return TextFault.TooLong;
            }

            if (text.Contains((byte)0))
            {
                return TextFault.NotText;
            }

            _at += PropsText.WriteString(text, _json[_at..]);
            return TextFault.None;
        }
        catch (InvalidOperationException)
        {
            // An escaped unpaired surrogate.
            return TextFault.NotText;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private readonly bool IsWritten(FieldSlot key)
    {
        ReadOnlySpan<byte> text = _json.Slice(key.Start, key.Length);
        for (int i = 0; i < _writtenKeys; i++)
        {
            if (text.SequenceEqual(_json.Slice(_written[i].Start, _written[i].Length)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Returns the key as it was written, without its quotation marks.</summary>
    private readonly string NameOf(FieldSlot key) => Encoding.UTF8.GetString(_json.Slice(key.Start + 1, key.Length - 2));

    private void AddFault(string fault)
    {
        if (_faults?.Contains(fault) != true)
        {
            (_faults ??= []).Add(fault);
        }
    }

    private enum TextFault : byte
    {
        None,
        TooLong,
        NotText,
    }

    [InlineArray(PropsText.MaxKeys)]
    private struct KeySlots
    {
        private FieldSlot _first;
    }
}
