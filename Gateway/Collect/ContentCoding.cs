namespace Footfall.Collect;

/// <summary>A supported content coding of request bodies (RFC 9110, section 8.4.1).</summary>
internal enum ContentCoding
{
    /// <summary>Also called <c>x-gzip</c>.</summary>
    Gzip,

    /// <summary>The zlib format; raw deflate data is not accepted.</summary>
    Deflate,

    Br,

    Zstd,
}
