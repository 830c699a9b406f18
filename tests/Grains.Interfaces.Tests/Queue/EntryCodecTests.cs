using System.Buffers;
using System.Text;
using CsCheck;
using Footfall.Collect;

namespace Footfall.Queue;

public sealed class EntryCodecTests
{
    private static readonly Gen<byte[]?> Text = Gen.Frequency<byte[]?>(
        (1, Gen.Const((byte[]?)null)),
        (3, Gen.OneOf("", "/", "é", "€", "🦶", "\uffff", "\u0001\r\n", "e\u0301").Select(text => (byte[]?)Encoding.UTF8.GetBytes(text))),
        (2, Gen.Byte.Array[0, 300].Select(bytes => (byte[]?)bytes)),
        (1, Gen.Int[127, 129].Select(length => (byte[]?)new byte[length])),
        (1, Gen.Int[16383, 16385].Select(length => (byte[]?)new byte[length])));

    private static readonly Gen<(long Timestamp, byte[]?[] Texts)[]> Events = Gen.Select(
        Gen.OneOf(Gen.Long, Gen.OneOf(0L, -1, long.MinValue, long.MaxValue)), Text.Array[EventSchema.FieldCount]).Array[0, 8];

    [Fact]
    public void Events_OfAnyBytes_AreReadBackAsTheyWere() => Events.Sample(events =>
    {
        byte[] entry = Write(events);
        var reader = new EntryReader(entry);
        foreach ((long timestamp, byte[]?[] texts) in events)
        {
            Assert.False(reader.IsAtEnd);
            Assert.True(reader.TryRead(out EventView view));
            Assert.Equal(timestamp, view.Timestamp);
            for (int field = 0; field < EventSchema.FieldCount; field++)
            {
                Assert.Equal(texts[field] is not null, view.Has((EventField)field));
                Assert.Equal(texts[field] ?? [], view[(EventField)field].ToArray());
            }
        }

        Assert.True(reader.IsAtEnd);
        Assert.False(reader.TryRead(out _));
    });

    [Fact]
    public void Event_NeverTakesMoreThanItsTextAndTheOverhead() => Events.Sample(events =>
        Write(events).Length - 1 <= events.Sum(item => EntryCodec.MaxOverhead + item.Texts.Sum(text => text?.Length ?? 0)));

    [Fact]
    public void Entry_CutOffAnywhere_IsRefusedWithoutReadingOn() => Events.Where(events => events.Length > 0).Sample(events =>
    {
        byte[] entry = Write(events);
        int[] ends = [EntryReader.FirstEvent, .. EventEnds(entry)];
        for (int length = 1; length < Math.Min(entry.Length, 2000); length++)
        {
            // Whole events in front of the cut are still read; the one that is cut is not.
            Assert.Equal(ends.Contains(length), ReadAll(entry[..length]));
        }
    });

    [Fact]
    public void Bytes_OfAnyKind_NeverThrowAndNeverPointOutside() => Gen.Byte.Array[0, 100].Sample(
        bytes =>
        {
            ReadAll([1, .. bytes]);
            ReadAll(bytes);
        },
        iter: 20_000);

    [Fact]
    public void Entry_WithAnyBitFlipped_NeverThrowsAndNeverPointsOutside()
    {
        byte[] entry = TestEvent.Entry(new TestEvent { UserId = "u" }, new TestEvent { Path = null }, new TestEvent { Path = new string('€', 70) });
        for (int bit = 0; bit < entry.Length * 8; bit++)
        {
            byte[] flipped = [.. entry];
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            ReadAll(flipped);
        }
    }

    [Fact]
    public void Version_ThatIsUnknown_IsRefused()
    {
        byte[] entry = TestEvent.Entry(new TestEvent());
        Assert.All(Enumerable.Range(0, 256).Where(version => version != 1), version =>
        {
            entry[0] = (byte)version;
            Assert.False(new EntryReader(entry).IsKnownVersion);
            Assert.False(ReadAll(entry));
        });
        Assert.False(new EntryReader([]).IsKnownVersion);
    }

    [Fact]
    public void FieldBit_ThatTheVersionDoesNotHave_IsRefused()
    {
        for (int bit = EventSchema.FieldCount; bit < 32; bit++)
        {
            var entry = new List<byte> { 1 };
            uint present = 1u << bit;
            for (; present >= 0x80; present >>= 7)
            {
                entry.Add((byte)(present | 0x80));
            }

            entry.Add((byte)present);
            entry.AddRange(new byte[40]);
            Assert.False(new EntryReader(entry.ToArray()).TryRead(out _));
        }
    }

    [Theory]
    [InlineData(new byte[] { 0x81, 0x80, 0x80, 0x80, 0x10 })]
    [InlineData(new byte[] { 0x81, 0x80, 0x80, 0x80, 0x80, 0x00 })]
    [InlineData(new byte[] { 0xFF, 0xFF, 0xFF, 0xFF, 0xFF })]
    public void Number_OfMoreThan32Bits_IsRefused(byte[] number) =>
        Assert.False(new EntryReader([1, .. number, .. new byte[40]]).TryRead(out _));

    private static byte[] Write((long Timestamp, byte[]?[] Texts)[] events)
    {
        var output = new ArrayBufferWriter<byte>();
        output.Write([EntryCodec.Version]);
        foreach ((long timestamp, byte[]?[] texts) in events)
        {
            TestEvent.Write(output, timestamp, texts);
        }

        return output.WrittenSpan.ToArray();
    }

    private static List<int> EventEnds(byte[] entry)
    {
        var ends = new List<int>();
        var reader = new EntryReader(entry);
        while (!reader.IsAtEnd && reader.TryRead(out _))
        {
            ends.Add(reader.EventEnd);
        }

        return ends;
    }

    /// <summary>Reads to the end, touching every value; false when the bytes are not of the form.</summary>
    private static bool ReadAll(byte[] entry)
    {
        var reader = new EntryReader(entry);
        while (!reader.IsAtEnd)
        {
            if (!reader.TryRead(out EventView view))
            {
                return false;
            }

            EventCheck.FindFault(view);
            Assert.InRange(reader.EventEnd, reader.EventStart + 1 + sizeof(long), entry.Length);
        }

        return reader.IsKnownVersion;
    }
}
