using System.Buffers.Binary;
using System.IO.Hashing;
using ZstdSharp;

namespace Footfall.Days;

/// <summary>
/// The outside of an encoded segment: a mark, the version, a checksum of all that follows, the body's hash, its length, and the compressed body.
/// </summary>
internal static class SegmentFrame
{
    public const byte Mark = 0xFD;
    public const byte Version = 1;

    /// <summary>The most bytes of a body; PostgreSQL's values have no more either.</summary>
    private const int MaxBody = 1 << 30;

    private const int ChecksumAt = 2, HashAt = 10, LengthAt = 26, HeaderLength = 30;

    /// <summary>Measured in docs/decisions/0041: greater levels make it hardly smaller.</summary>
    private const int CompressionLevel = 1;

    public static byte[] Write(DaySegment segment)
    {
        using var writer = new BodyWriter((int)Math.Min(1024 + (32L * segment.Count), MaxBody));
        SegmentWriter.Write(segment, writer);
        ReadOnlySpan<byte> body = writer.Written;
        if (body.Length > MaxBody)
        {
            throw new InvalidOperationException($"a day segment of {body.Length} bytes has to be divided into more parts");
        }

        using var output = new Scratch<byte>(HeaderLength + Compressor.GetCompressBound(body.Length));
        Span<byte> encoded = output.Span;
        encoded[0] = Mark;
        encoded[1] = Version;
        XxHash128.Hash(body, encoded[HashAt..]);
        BinaryPrimitives.WriteInt32LittleEndian(encoded[LengthAt..], body.Length);
        using var compressor = new Compressor(CompressionLevel);
        encoded = encoded[..(HeaderLength + compressor.Wrap(body, encoded[HeaderLength..]))];
        XxHash3.Hash(encoded[HashAt..], encoded[ChecksumAt..]);
        return encoded.ToArray();
    }

    public static DaySegment Read(ReadOnlySpan<byte> bytes)
    {
        int length = CheckHeader(bytes);
        using var body = new Scratch<byte>(length);
        try
        {
            using var decompressor = new Decompressor();
            if (decompressor.Unwrap(bytes[HeaderLength..], body.Span) != length)
            {
                throw new DaySegmentException("the body is shorter than it should be");
            }
        }
        catch (ZstdException e)
        {
            throw new DaySegmentException("the body is not compressed as it should be", e);
        }

        return XxHash128.HashToUInt128(body.Span) == HashOf(bytes)
            ? SegmentReader.Read(body.Span)
            : throw new DaySegmentException("the body's hash differs");
    }

    public static bool IsNewer(ReadOnlySpan<byte> bytes) => bytes.Length > 1 && bytes[0] == Mark && bytes[1] > Version;

    /// <summary>The hash of the body that encoded bytes have.</summary>
    public static UInt128 HashOf(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt128BigEndian(bytes[HashAt..]);

    /// <summary>Returns the length of the body, which a right checksum vouches for.</summary>
    private static int CheckHeader(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < HeaderLength || bytes[0] != Mark)
        {
            throw new DaySegmentException("these bytes are no day segment");
        }

        if (bytes[1] != Version)
        {
            throw new DaySegmentException($"version {bytes[1]} of day segments is not known");
        }

        if (XxHash3.HashToUInt64(bytes[HashAt..]) != BinaryPrimitives.ReadUInt64BigEndian(bytes[ChecksumAt..]))
        {
            throw new DaySegmentException("the checksum differs");
        }

        int length = BinaryPrimitives.ReadInt32LittleEndian(bytes[LengthAt..]);
        return length is >= 0 and <= MaxBody ? length : throw new DaySegmentException($"a body of {length} bytes is too long");
    }
}
