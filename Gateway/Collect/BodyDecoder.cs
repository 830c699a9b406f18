using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using ZstdSharp;
using ZstdSharp.Unsafe;

namespace Footfall.Collect;

/// <summary>
/// Removes a content coding from a buffered body and reports whether the body was complete: .NET's streams return truncated data
/// as if it were complete, and ignore anything after the end.
/// </summary>
internal static class BodyDecoder
{
    /// <summary>CRC-32 and length of the uncompressed data: RFC 1952, section 2.3.1.</summary>
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
            // zlib's internal exception, thrown for data that needs a dictionary, can only be caught as an IOException.
            return DecodeOutcome.Broken;
        }
    }

    /// <summary>
    /// Decodes one or more members. The stream verifies each trailer that it finds, but accepts a missing last trailer and treats
    /// anything that is not a member as the end.
    /// </summary>
    private static DecodeOutcome DecodeGzip(ReadOnlyMemory<byte> coded, DecodedBytes decoded)
    {
        using var source = new CountedSource(coded);
        using var stream = new GZipStream(source, CompressionMode.Decompress);
        return !TryCopy(stream, decoded) ? DecodeOutcome.TooLong
            : source.IsAllTaken && EndsWithTrailer(coded.Span, decoded.Written) ? DecodeOutcome.Whole
            : DecodeOutcome.Broken;
    }

    /// <summary>Returns whether the last coded bytes are the trailer of the last decoded bytes.</summary>
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

    /// <summary>zlib does not read past its end, so a complete body is consumed to the last byte and no further.</summary>
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

    /// <summary>Decodes one or more frames. The stream throws when the last frame is incomplete or followed by anything else.</summary>
    private static DecodeOutcome DecodeZstd(ReadOnlyMemory<byte> coded, DecodedBytes decoded)
    {
        var decompressor = new Decompressor();
        decompressor.SetParameter(ZSTD_dParameter.ZSTD_d_windowLogMax, ZstdDecompression.LargestWindowLog);
        using var stream = new DecompressionStream(new CountedSource(coded), decompressor, checkEndOfStream: true, preserveDecompressor: false, leaveOpen: false);
        return TryCopy(stream, decoded) ? DecodeOutcome.Whole : DecodeOutcome.TooLong;
    }

    /// <summary>Returns false when the decoded data exceeds the limit.</summary>
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
