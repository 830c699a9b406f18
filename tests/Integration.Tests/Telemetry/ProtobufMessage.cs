using System.Buffers.Binary;
using System.Text;

namespace Footfall.Integration.Telemetry;

/// <summary>A protobuf message as its fields by number, each with its values in order. Nested messages are parsed separately.</summary>
/// <remarks>Format: https://protobuf.dev/programming-guides/encoding/.</remarks>
internal sealed class ProtobufMessage
{
    private readonly ILookup<int, ReadOnlyMemory<byte>> _fields;

    public ProtobufMessage(ReadOnlyMemory<byte> bytes) => _fields = Read(bytes).ToLookup(field => field.Number, field => field.Value);

    public IEnumerable<ProtobufMessage> Messages(int field) => _fields[field].Select(value => new ProtobufMessage(value));

    public bool Has(int field) => _fields.Contains(field);

    public string Text(int field) => Encoding.UTF8.GetString(Last(field).Span);

    public string Hex(int field) => Convert.ToHexStringLower(Last(field).Span);

    /// <summary>Returns a varint or fixed64; 0 if it is absent.</summary>
    public ulong Number(int field) => Has(field) ? BinaryPrimitives.ReadUInt64LittleEndian(Last(field).Span) : 0;

    private ReadOnlyMemory<byte> Last(int field) => _fields[field].LastOrDefault();

    /// <summary>Widens varints to eight bytes, like fixed64.</summary>
    private static IEnumerable<(int Number, ReadOnlyMemory<byte> Value)> Read(ReadOnlyMemory<byte> bytes)
    {
        int at = 0;
        while (at < bytes.Length)
        {
            ulong tag = ReadVarint(bytes.Span, ref at);
            ReadOnlyMemory<byte> value;
            switch (tag & 7)
            {
                case 0:
                    byte[] number = new byte[sizeof(ulong)];
                    BinaryPrimitives.WriteUInt64LittleEndian(number, ReadVarint(bytes.Span, ref at));
                    value = number;
                    break;
                case 1:
                    value = bytes.Slice(at, sizeof(ulong));
                    at += sizeof(ulong);
                    break;
                case 2:
                    int length = (int)ReadVarint(bytes.Span, ref at);
                    value = bytes.Slice(at, length);
                    at += length;
                    break;
                case 5:
                    value = bytes.Slice(at, sizeof(uint));
                    at += sizeof(uint);
                    break;
                default:
                    throw new InvalidDataException($"The wire type {tag & 7} is none of protobuf's.");
            }

            yield return ((int)(tag >> 3), value);
        }
    }

    private static ulong ReadVarint(ReadOnlySpan<byte> bytes, ref int at)
    {
        ulong value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte next = bytes[at++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }
    }
}
