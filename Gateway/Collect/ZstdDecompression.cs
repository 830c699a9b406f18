using Microsoft.AspNetCore.RequestDecompression;
using ZstdSharp;
using ZstdSharp.Unsafe;

namespace Footfall.Collect;

/// <summary>Inflates bodies with <c>Content-Encoding: zstd</c>; the other encodings are known to ASP.NET Core.</summary>
internal sealed class ZstdDecompression : IDecompressionProvider
{
    public const string Encoding = "zstd";

    /// <summary>2^23 bytes, the most that HTTP allows, so that a sender cannot choose our memory: RFC 9659, section 3.</summary>
    internal const int LargestWindowLog = 23;

    public Stream GetDecompressionStream(Stream stream)
    {
        var decompressor = new Decompressor();
        decompressor.SetParameter(ZSTD_dParameter.ZSTD_d_windowLogMax, LargestWindowLog);
        return new DecompressionStream(stream, decompressor, preserveDecompressor: false, leaveOpen: true);
    }
}
