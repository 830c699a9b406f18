using Microsoft.AspNetCore.RequestDecompression;
using ZstdSharp;
using ZstdSharp.Unsafe;

namespace Footfall.Collect;

/// <summary>Decompresses bodies with <c>Content-Encoding: zstd</c>; ASP.NET Core supports the other encodings itself.</summary>
internal sealed class ZstdDecompression : IDecompressionProvider
{
    public const string Encoding = "zstd";

    /// <summary>2^23 bytes, the maximum for HTTP, so that a client cannot choose how much memory we use: RFC 9659, section 3.</summary>
    internal const int LargestWindowLog = 23;

    public Stream GetDecompressionStream(Stream stream)
    {
        var decompressor = new Decompressor();
        decompressor.SetParameter(ZSTD_dParameter.ZSTD_d_windowLogMax, LargestWindowLog);
        return new DecompressionStream(stream, decompressor, preserveDecompressor: false, leaveOpen: true);
    }
}
