using System.Buffers.Binary;
using System.IO.Hashing;
using CsCheck;
using ZstdSharp;

namespace Footfall.Days;

public sealed class DamagedSegmentTests
{
    private const int HashAt = 10, LengthAt = 26;

    private static readonly DayEvent[] s_events = new Random(1) is var random
        ? [.. Enumerable.Range(0, 12).Select(i => new DayEvent(
            Histories.Start + (i * 1000), i % 4 == 0 ? $"u{i}" : null, i % 3 == 0 ? null : random.Next(4), i % 2 == 0 ? "page_view" : "engagement", i % 5 == 0 ? null : $"/{i}",
            i % 2 == 0 ? "{}" : null, null, i % 3 == 0 ? "{1}" : "{2}", null, i % 2 == 0 ? null : i, i, 390, i == 3 ? 5 : null, i == 3 ? "EUR" : null, i > 8))]
        : [];

    private static readonly byte[] s_bytes = DaySegment.Build(s_events).Encode();

    [Fact]
    public void Bytes_ThatAreFlipped_AreRefused()
    {
        for (int at = 0; at < s_bytes.Length; at++)
        {
            for (int bit = 0; bit < 8; bit++)
            {
                byte[] damaged = [.. s_bytes];
                damaged[at] ^= (byte)(1 << bit);

                Assert.Throws<DaySegmentException>(() => DaySegment.Decode(damaged));
            }
        }
    }

    [Fact]
    public void Bytes_ThatAreMissingOrTooMany_AreRefused()
    {
        for (int length = 0; length < s_bytes.Length; length++)
        {
            Assert.Throws<DaySegmentException>(() => DaySegment.Decode(s_bytes.AsSpan(0, length)));
        }

        Assert.Throws<DaySegmentException>(() => DaySegment.Decode([.. s_bytes, 0]));
    }

    [Fact]
    public void Version_ThatIsNewer_IsNamed()
    {
        byte[] newer = [.. s_bytes];
        newer[1] = SegmentFrame.Version + 1;

        Assert.Contains("version 2", Assert.Throws<DaySegmentException>(() => DaySegment.Decode(newer)).Message, StringComparison.Ordinal);
    }

    /// <summary>Bodies whose checksums are right, as a faulty writer would make them: what is read is exactly what would be written.</summary>
    [Fact]
    public void Bodies_ThatAreChanged_AreRefusedOrCanonical() => Gen.Select(Histories.Events, Gen.Select(Gen.Int[0, int.MaxValue], Gen.Byte, Gen.Int[0, 3]).Array[1, 3]).Sample((events, changes) =>
    {
        List<byte> body = [.. Body(DaySegment.Build(events))];
        foreach ((int at, byte value, int how) in changes)
        {
            int place = at % body.Count;
            switch (how)
            {
                case 0:
                    body[place] = value;
                    break;
                case 1:
                    body[place] ^= (byte)(1 << (value % 8));
                    break;
                case 2:
                    body.Insert(place, value);
                    break;
                case 3 when body.Count > 1:
                    body.RemoveAt(place);
                    break;
            }
        }

        CheckRead([.. body]);
    }, iter: 5000);

    [Fact]
    public void Bodies_WithEachByteSetToEachValue_AreRefusedOrCanonical()
    {
        byte[] body = Body(DaySegment.Build(s_events[1..4]));
        for (int at = 0; at < body.Length; at++)
        {
            for (int value = 0; value < 256; value++)
            {
                byte[] changed = [.. body];
                changed[at] = (byte)value;
                CheckRead(changed);
            }
        }
    }

    /// <summary>More events than a segment may have, and a body as long as none may be, are refused before memory is taken for them.</summary>
    [Fact]
    public void Counts_ThatNothingJustifies_TakeNoMemory()
    {
        byte[] manyEvents = [0xFF, 0xFF, 0xFF, 0xFF, 0x07, .. Body(DaySegment.Build(s_events))[1..]];
        byte[] longBody = Frame(Body(DaySegment.Build(s_events)), length: int.MaxValue);
        long before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Throws<DaySegmentException>(() => DaySegment.Decode(Frame(manyEvents)));
        Assert.Throws<DaySegmentException>(() => DaySegment.Decode(longBody));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    private static void CheckRead(byte[] body)
    {
        DaySegment segment;
        try
        {
            segment = DaySegment.Decode(Frame(body));
        }
        catch (DaySegmentException)
        {
            return;
        }

        Assert.Equal(Convert.ToHexString(body), Convert.ToHexString(Body(DaySegment.Build(segment.Events))));
    }

    private static byte[] Body(DaySegment segment)
    {
        using var body = new BodyWriter(0);
        SegmentWriter.Write(segment, body);
        return body.Written.ToArray();
    }

    private static byte[] Frame(byte[] body, int? length = null)
    {
        using var compressor = new Compressor(1);
        byte[] bytes = [SegmentFrame.Mark, SegmentFrame.Version, .. new byte[8], .. XxHash128.Hash(body), 0, 0, 0, 0, .. compressor.Wrap(body)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(LengthAt), length ?? body.Length);
        XxHash3.Hash(bytes.AsSpan(HashAt), bytes.AsSpan(2));
        return bytes;
    }
}
