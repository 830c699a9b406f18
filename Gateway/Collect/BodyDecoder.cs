using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using ZstdSharp;
using ZstdSharp.Unsafe;

namespace Footfall.Collect;

/// <summary>
/// Takes a content coding off a body that is there as a whole, and says whether it was whole: .NET's streams give what they have
/// of cut data as if that were all, and pass over what follows the end.
/// </summary>
internal static class BodyDecoder
{
    /// <summary>CRC-32 and length of what was compressed: RFC 1952, section 2.3.1.</summary>
    private const int GzipTrailerBytes = 8;

    public static DecodeOutcome Decode(ContentCoding coding, ReadOnlyMemory<byte> coded, DecodedBytes decoded)
    {
        if (coded.IsEmpty)
        {
            return DecodeOutcome.Broken;
        }

        try
        {
            return coding switch
            {
                ContentCoding.Gzip => DecodeGzip(coded, decoded),
                ContentCoding.Deflate => DecodeDeflate(coded, decoded),
                ContentCoding.Br => DecodeBrotli(coded.Span, decoded),
                _ => DecodeZstd(coded, decoded),
            };
        }
        catch (Exception e) when (e is InvalidDataException or IOException or ZstdException)
        {
            // zlib's own exception, for data that asks for a dictionary, is known as an IOException only.
            return DecodeOutcome.Broken;
        }
    }

    /// <summary>
    /// Members may follow one another. The stream checks each member's trailer but does not miss the last one's, and takes what is
    /// no member for the end.
    /// </summary>
    private static DecodeOutcome DecodeGzip(ReadOnlyMemory<byte> coded, DecodedBytes decoded)
    {
        using var source = new CountedSource(coded);
        using var stream = new GZipStream(source, CompressionMode.Decompress);
        return !TryCopy(stream, decoded) ? DecodeOutcome.TooLong
            : source.IsAllTaken && EndsWithTrailer(coded.Span, decoded.Written) ? DecodeOutcome.Whole
            : DecodeOutcome.Broken;
    }

    /// <summary>Whether the last bytes are the trailer of the last bytes that came out.</summary>
    private static bool EndsWithTrailer(ReadOnlySpan<byte> coded, ReadOnlySpan<byte> decoded)
    {
        if (coded.Length < GzipTrailerBytes)
        {
            return false;
        }

        uint crc = BinaryPrimitives.ReadUInt32LittleEndian(coded[^GzipTrailerBytes..]);
        uint length = BinaryPrimitives.ReadUInt32LittleEndian(coded[^sizeof(uint)..]);
        return length <= (uint)decoded.Length && Crc32.HashToUInt32(decoded[^(int)length..]) == crc;
    }

    /// <summary>zlib reads nothing beyond its end, so it must have asked for every byte, and for none more.</summary>
    private static DecodeOutcome DecodeDeflate(ReadOnlyMemory<byte> coded, DecodedBytes decoded)
    {
        using var source = new CountedSource(coded);
        using var stream = new ZLibStream(source, CompressionMode.Decompress);
        return !TryCopy(stream, decoded) ? DecodeOutcome.TooLong
            : source is { IsAllTaken: true, IsMoreWanted: false } ? DecodeOutcome.Whole
            : DecodeOutcome.Broken;
    }

    private static DecodeOutcome DecodeBrotli(ReadOnlySpan<byte> coded, DecodedBytes decoded)
    {
        using var decoder = new BrotliDecoder();
        while (true)
        {
            OperationStatus status = decoder.Decompress(coded, decoded.GetRoom(), out int consumed, out int written);
            coded = coded[consumed..];
            decoded.Advance(written);
            if (decoded.IsTooLong)
            {
                return DecodeOutcome.TooLong;
            }

            if (status != OperationStatus.DestinationTooSmall)
            {
                return status == OperationStatus.Done && coded.IsEmpty ? DecodeOutcome.Whole : DecodeOutcome.Broken;
            }
        }
    }

    /// <summary>Frames may follow one another. The stream throws when the last one does not end, and for what is no frame.</summary>
    private static DecodeOutcome DecodeZstd(ReadOnlyMemory<byte> coded, DecodedBytes decoded)
    {
        var decompressor = new Decompressor();
        decompressor.SetParameter(ZSTD_dParameter.ZSTD_d_windowLogMax, ZstdDecompression.LargestWindowLog);
        using var stream = new DecompressionStream(new CountedSource(coded), decompressor, checkEndOfStream: true, preserveDecompressor: false, leaveOpen: false);
        return TryCopy(stream, decoded) ? DecodeOutcome.Whole : DecodeOutcome.TooLong;
    }

    /// <summary>False when more comes than is taken.</summary>
    private static bool TryCopy(Stream stream, DecodedBytes decoded)
    {
        int read;
        do
        {
            read = stream.Read(decoded.GetRoom());
            decoded.Advance(read);
        }
        while (read > 0 && !decoded.IsTooLong);

        return !decoded.IsTooLong;
    }
}
