using System.Buffers;
using System.Text;
using CsCheck;
using Footfall.Collect;

namespace Footfall.Wire;

public sealed class EntryCodecTests
{
    /// <summary>Version, and that nothing was refused.</summary>
    private const int HeadLength = 2;

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
                Assert.Equal(texts[field] is { Length: > 0 }, view.Has((EventField)field));
                Assert.Equal(texts[field] ?? [], view[(EventField)field].ToArray());
            }
        }

        Assert.True(reader.IsAtEnd);
        Assert.False(reader.TryRead(out _));
    });

    [Fact]
    public void Event_NeverTakesMoreThanItsTextAndTheOverhead() => Events.Sample(events =>
        Write(events).Length - HeadLength <= events.Sum(item => EntryCodec.MaxOverhead + item.Texts.Sum(text => text?.Length ?? 0)));

    [Fact]
    public void Entry_CutOffAnywhere_IsRefusedWithoutReadingOn() => Events.Where(events => events.Length > 0).Sample(events =>
    {
        byte[] entry = Write(events);
        int[] ends = [HeadLength, .. EventEnds(entry)];
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
            ReadAll([2, .. bytes]);
            ReadAll([4, 0, .. bytes]);
            ReadAll(bytes);
        },
        iter: 20_000);

    [Fact]
    public void Entry_WithAnyBitFlipped_NeverThrowsAndNeverPointsOutside()
    {
        byte[] entry = TestEvent.Entry(
            [new RefusalCount(RefusalReason.SiteFull, 300)], new TestEvent { UserId = "u", EventId = "e" }, new TestEvent { Path = null }, new TestEvent { Path = new string('€', 70) });
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
        Assert.All(Enumerable.Range(0, 256).Where(version => version is < 1 or > EntryCodec.Version), version =>
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
        AssertRefused([1], firstBit: 3);
        AssertRefused([2, 0], firstBit: 4);
        AssertRefused([3, 0], firstBit: 4);
        AssertRefused([EntryCodec.Version, 0], firstBit: EventSchema.FieldCount);
    }

    private static void AssertRefused(byte[] head, int firstBit)
    {
        for (int bit = firstBit; bit < 32; bit++)
        {
            var entry = new List<byte>(head);
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
    public void Number_OfMoreThan32Bits_IsRefused(byte[] number)
    {
        Assert.False(new EntryReader([1, .. number, .. new byte[40]]).TryRead(out _));
        Assert.False(new EntryReader([2, .. number, .. new byte[40]]).HasValidHead);
    }

    [Fact]
    public void Refusals_AreReadBackAndTheEventsAfterThemToo() => Gen.Select(Gen.Enum<RefusalReason>(), Gen.Int[0, int.MaxValue])
        .Select(pair => new RefusalCount(pair.Item1, pair.Item2)).Array[0, 6].Sample(refusals =>
        {
            byte[] entry = TestEvent.Entry(refusals, new TestEvent { EventId = "e" });
            var reader = new EntryReader(entry);

            Assert.True(reader.HasValidHead);
            Assert.Equal(refusals, reader.Refusals);
            Assert.True(reader.TryRead(out EventView view));
            Assert.Equal("e"u8, view[EventField.EventId]);
            Assert.True(reader.IsAtEnd);
        });

    [Theory]
    [InlineData(new byte[] { 2 })]
    [InlineData(new byte[] { 2, 1 })]
    [InlineData(new byte[] { 2, 1, 1 })]
    [InlineData(new byte[] { 2, 1, 0, 1 })]
    [InlineData(new byte[] { 2, 1, 5, 1 })] // a reason of version 3
    [InlineData(new byte[] { 3, 1, 8, 1 })] // a reason of version 4
    [InlineData(new byte[] { 4, 1, 9, 1 })]
    [InlineData(new byte[] { 2, 1, 1, 0x80, 0x80, 0x80, 0x80, 0x08 })]
    [InlineData(new byte[] { 2, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F, 1, 1 })]
    public void Head_ThatIsNotOfTheForm_IsRefused(byte[] entry)
    {
        var reader = new EntryReader(entry);

        Assert.True(reader.IsKnownVersion);
        Assert.False(reader.HasValidHead);
        Assert.False(reader.TryRead(out _));
    }

    [Fact]
    public void Extract_TakesOneEventOfAnEntryWithoutItsRefusals()
    {
        byte[] entry = TestEvent.Entry([new RefusalCount(RefusalReason.Invalid, 7)], new TestEvent(), new TestEvent { Path = "/b", EventId = "e" });
        var reader = new EntryReader(entry);
        reader.TryRead(out _);
        reader.TryRead(out _);

        byte[] extract = EntryCodec.Extract(entry, reader.EventStart, reader.EventEnd);

        Assert.Equal(TestEvent.Entry(new TestEvent { Path = "/b", EventId = "e" }), extract);
        Assert.Equal([1, .. extract[2..]], EntryCodec.Extract([1, .. extract[2..]], 1, extract.Length - 1));
    }

    [Fact]
    public void Reader_ThatBeginsAfterAnEvent_ReadsTheNextOne()
    {
        byte[] entry = TestEvent.Entry([new RefusalCount(RefusalReason.Invalid, 7)], new TestEvent(), new TestEvent { Path = "/b" });
        var first = new EntryReader(entry);
        first.TryRead(out _);

        var second = new EntryReader(entry, first.EventEnd);

        Assert.True(second.TryRead(out EventView view));
        Assert.Equal("/b"u8, view[EventField.Path]);
        Assert.True(second.IsAtEnd);
    }

    private static byte[] Write((long Timestamp, byte[]?[] Texts)[] events)
    {
        var output = new ArrayBufferWriter<byte>();
        EntryCodec.WriteHeader(output, []);
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

        return reader.HasValidHead;
    }
}
