namespace Footfall.Collect;

/// <summary>A content coding that bodies may have (RFC 9110, section 8.4.1).</summary>
internal enum ContentCoding
{
    /// <summary>Also called <c>x-gzip</c>.</summary>
    Gzip,

    /// <summary>The zlib format; raw deflate data is none.</summary>
    Deflate,

    Br,

    Zstd,
}
