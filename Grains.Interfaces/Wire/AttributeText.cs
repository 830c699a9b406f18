using System.Buffers;

namespace Footfall.Wire;

/// <summary>
/// Writes attribute sets as text: a JSON object with the fields that an event has of a group, in their order, without white space.
/// Equal fields give equal texts. An instance reuses its memory.
/// </summary>
public sealed class AttributeText
{
    /// <summary>What a JSON string must escape. Everything else stays readable.</summary>
    private static readonly SearchValues<byte> Escaped = SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(code => (byte)code), (byte)'"', (byte)'\\']);

    private readonly ArrayBufferWriter<byte> _output = new(1024);

    /// <summary>Returns the set of the group, valid until the next call; empty if the event has none of its fields.</summary>
    public ReadOnlySpan<byte> Write(in EventView view, AttributeGroup group)
    {
        _output.ResetWrittenCount();
        for (int i = 0; i < group.Fields.Length; i++)
        {
            EventFieldRule rule = group.Fields[i];
            ReadOnlySpan<byte> value = view[rule.Field];
            if (value.IsEmpty)
            {
                continue;
            }

            _output.Write(_output.WrittenCount == 0 ? "{"u8 : ","u8);
            _output.Write(group.Names[i].Span);
            if (rule.Form == FieldForm.Props)
            {
                _output.Write(value);
            }
            else
            {
                WriteText(value);
            }
        }

        if (_output.WrittenCount > 0)
        {
            _output.Write("}"u8);
        }

        return _output.WrittenSpan;
    }

    private void WriteText(ReadOnlySpan<byte> value)
    {
        _output.Write("\""u8);
        for (int at; (at = value.IndexOfAny(Escaped)) >= 0; value = value[(at + 1)..])
        {
            _output.Write(value[..at]);
            byte code = value[at];
            if (code >= 0x20)
            {
                _output.Write([(byte)'\\', code]);
            }
            else
            {
                _output.Write([(byte)'\\', (byte)'u', (byte)'0', (byte)'0', (byte)('0' + (code >> 4)), "0123456789abcdef"u8[code & 0xF]]);
            }
        }

        _output.Write(value);
        _output.Write("\""u8);
    }
}
