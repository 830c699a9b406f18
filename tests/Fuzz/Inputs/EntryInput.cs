using System.Buffers;
using System.Text;
using CsCheck;
using Footfall.Collect;
using Footfall.Wire;

namespace Footfall.Fuzz.Inputs;

/// <summary>Bytes of queue entries: as a gateway writes them, with arbitrary fields, and changed in any way.</summary>
internal static class EntryInput
{
    private static readonly Gen<byte[]?> Text = Gen.Frequency<byte[]?>(
        (2, Gen.Const((byte[]?)null)),
        (6, OddTexts.Any.Select(text => (byte[]?)Encoding.UTF8.GetBytes(text))),
        (1, Gen.Byte.Array[0, 40].Select(bytes => (byte[]?)bytes)),
        (1, Gen.OneOf(Gen.Int[126, 130], Gen.Int[998, 1002], Gen.Int[16382, 16386]).Select(length => (byte[]?)[.. Enumerable.Repeat((byte)'x', length)])));

    /// <summary>Texts in the forms of single fields, and next to them.</summary>
    private static readonly Gen<byte[]> Formed = Gen.OneOf(
        "0123456789abcdef", "0123456789ABCDEF", "0123456789abcde", "12.99 EUR", "-0.001 USD", "1.2345 EUR", "12 eur", "0", "7", "007", "100", "101", "1000001", "86399999", "86400000", "9999999999", "-1", "1.0",
        "{}", "{\"a\":1}", "{ \"a\" : \"\\u00e9\" }", "{\"a\":null}", "{\"a\":\"\\u0000\"}", "{\"\\ud800\":1}", "{\"a\":1e400}", "{\"a\":1e401}", "{\"a\":{}}", "{\"a\":1}x", "DE", "DEU")
        .Select(Encoding.UTF8.GetBytes);

    /// <summary>The fields of one event. Most have few of those that have a form, because all that are wrong make one dead letter.</summary>
    private static readonly Gen<byte[]?[]> Texts = Gen.Select(Text.Array[4], Gen.Frequency((2, Gen.Const(0)), (3, Gen.Int[1, 6]), (1, Gen.Const(EventSchema.FieldCount))), Gen.Select(Gen.Int[4, EventSchema.FieldCount - 1], Gen.Frequency((1, Text), (2, Formed.Select(text => (byte[]?)text)))).Array[EventSchema.FieldCount], (first, count, more) =>
    {
        byte[]?[] texts = [.. first, .. new byte[]?[EventSchema.FieldCount - 4]];
        foreach ((int field, byte[]? text) in more.Take(count))
        {
            texts[field] = text;
        }

        return texts;
    });

    private static readonly Gen<long> Time = Gen.OneOf(
        Gen.Long,
        Gen.Long[EventSchema.MinTimestamp, EventSchema.MaxTimestamp],
        Gen.OneOf(0L, -1, long.MinValue, long.MaxValue, EventSchema.MinTimestamp, EventSchema.MinTimestamp - 1, EventSchema.MaxTimestamp, EventSchema.MaxTimestamp + 1));

    private static readonly Gen<RefusalCount> Refusal = Gen.Select(
        Gen.Int[0, 9], Gen.OneOf(Gen.Int[0, 9], Gen.OneOf(int.MaxValue, -1)), (reason, events) => new RefusalCount((RefusalReason)reason, events));

    private static readonly Gen<byte[]> Whole = Gen.Select(
        Gen.Frequency((3, Gen.Const(EntryCodec.Version)), (1, Gen.Const(EntryCodec.OldestWritten)), (1, Gen.Const((byte)3))), Refusal.Array[0, 3], Gen.Select(Time, Texts).Array[0, 6], Write);

    public static readonly Gen<byte[]> Any = Gen.Frequency(
        (4, Whole),
        (8, Gen.Select(Whole, Mutations.Gen, (entry, change) => change.Apply(entry))),
        (2, Gen.Select(Gen.OneOf<byte>(0, 1, 2, 3, 4, 5, 255), Gen.Byte.Array[0, 60], (version, bytes) => (byte[])[version, .. bytes])),
        (1, Gen.Select(Gen.Byte.Array[0, 12], Gen.OneOf<byte[]>([0xFF, 0xFF, 0xFF, 0xFF, 0x0F], [0xFF, 0xFF, 0xFF, 0xFF, 0x1F], [0x80, 0x80, 0x80, 0x80, 0x80, 0x01]), (head, length) => (byte[])[2, 0, .. head, .. length])));

    private static byte[] Write(byte version, RefusalCount[] refusals, (long Time, byte[]?[] Texts)[] events)
    {
        var output = new ArrayBufferWriter<byte>();
        EntryCodec.WriteHeader(output, refusals, version);
        foreach ((long time, byte[]?[] texts) in events)
        {
            byte[] buffer = [.. texts.SelectMany(text => text ?? [])];
            FieldSlots slots = default;
            int at = 0;
            for (int field = 0; field < texts.Length; field++)
            {
                if (texts[field] is { } text)
                {
                    slots[field] = new FieldSlot(at, text.Length);
                    at += text.Length;
                }
            }

            EntryCodec.WriteEvent(output, new EventView(buffer, time, slots), version);
        }

        return output.WrittenSpan.ToArray();
    }
}
