using System.IO.Compression;
using CsCheck;
using ZstdSharp;

namespace Footfall.Fuzz.Inputs;

/// <summary>A body as it is sent, and its content; null if its bytes were changed after compression.</summary>
/// <param name="Encoding">The encoding of the body.</param>
/// <param name="Sent">The bytes sent.</param>
/// <param name="Plain">The content.</param>
/// <param name="IsBroken">Whether it was truncated, or something follows it, so that it must be refused.</param>
internal sealed record CompressedBody(string Encoding, byte[] Sent, byte[]? Plain, bool IsBroken = false)
{
    /// <summary>Encodings that the API accepts.</summary>
    public static readonly string[] Encodings = ["gzip", "br", "deflate", "zstd"];

    private const int BombBytes = 24 * 1024 * 1024;

    /// <summary>Two dozen megabytes of zeros in a few kilobytes.</summary>
    private static readonly Lazy<CompressedBody>[] Bombs =
        [.. Encodings.Select(encoding => new Lazy<CompressedBody>(() => Of(encoding, new byte[BombBytes])))];

    /// <summary>Streams that require a dictionary, windows larger than memory, or bytes that never come.</summary>
    private static readonly CompressedBody[] Odd =
    [
        new("deflate", [0x78, 0x20, 0, 0, 0, 1, 0x4B, 4, 0], null),
        new("deflate", [0x78, 0xBB, 0, 0, 0, 1, 0x4B, 4, 0], null),
        new("gzip", [0x1F, 0x8B, 8, 0xFF, 0, 0, 0, 0, 0, 3, 0xFF, 0xFF], null),
        new("gzip", [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3], null),
        new("zstd", [0x28, 0xB5, 0x2F, 0xFD, 0x00, 0xF8, 1, 0, 0], null),
        new("zstd", [0x28, 0xB5, 0x2F, 0xFD, 0xE3, 1, 2, 3, 4, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F, 1, 0, 0], null),
        new("zstd", [0x50, 0x2A, 0x4D, 0x18, 0xFF, 0xFF, 0xFF, 0xFF], null),
        new("zstd", [0x50, 0x2A, 0x4D, 0x18, 0, 0, 0, 0], null),
        new("br", [0x0F], null),
        new("br", [0x11, 0x00], null),
        .. Encodings.Select(encoding => new CompressedBody(encoding, [], null)),
    ];

    /// <summary>Returns bodies in any encoding, whole and damaged.</summary>
    public static Gen<CompressedBody> Around(Gen<byte[]> bodies) => Gen.Frequency(
        (10, Gen.Select(bodies, Gen.OneOf(Encodings), (body, encoding) => Of(encoding, body))),
        (10, Gen.Select(bodies, Gen.OneOf(Encodings), Mutations.Gen, (body, encoding, change) => new CompressedBody(encoding, change.Apply(Of(encoding, body).Sent), null))),
        (10, Gen.Select(bodies, Gen.OneOf(Encodings), Gen.Double[0, 1], (body, encoding, share) => Cut(Of(encoding, body), share))),
        (3, Gen.Select(bodies, Gen.OneOf(Encodings), Gen.Byte.Array[1, 20], (body, encoding, more) => Follow(Of(encoding, body), more))),
        (2, Gen.Select(Gen.OneOf(Odd), Gen.Byte.Array[0, 20], (odd, more) => odd with { Sent = [.. odd.Sent, .. more] })),
        (1, Gen.Int[0, Encodings.Length - 1].Select(i => Bombs[i].Value)));

    private static CompressedBody Cut(CompressedBody whole, double share) =>
        whole with { Sent = whole.Sent[..(int)(whole.Sent.Length * share * 0.999)], Plain = null, IsBroken = true };

    /// <summary>Appends bytes that do not start another member.</summary>
    private static CompressedBody Follow(CompressedBody whole, byte[] more) => whole with { Sent = [.. whole.Sent, (byte)'x', .. more], Plain = null, IsBroken = whole.Sent.Length > 0 };

    public static CompressedBody Of(string encoding, byte[] plain)
    {
        using var sent = new MemoryStream();
        using (Stream stream = encoding switch
        {
            "gzip" => new GZipStream(sent, CompressionLevel.Fastest, leaveOpen: true),
            "br" => new BrotliStream(sent, CompressionLevel.Fastest, leaveOpen: true),
            "deflate" => new ZLibStream(sent, CompressionLevel.Fastest, leaveOpen: true),
            _ => new CompressionStream(sent, leaveOpen: true),
        })
        {
            stream.Write(plain);
        }

        return new CompressedBody(encoding, sent.ToArray(), plain);
    }
}
