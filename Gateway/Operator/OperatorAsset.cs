namespace Footfall.Operator;

/// <summary>A built file of the operator's pages, plain and compressed.</summary>
/// <param name="ContentType">The media type.</param>
/// <param name="Plain">The bytes.</param>
/// <param name="Brotli">The bytes, compressed with brotli.</param>
/// <param name="Gzip">The bytes, compressed with gzip.</param>
internal sealed record OperatorAsset(string ContentType, byte[] Plain, byte[] Brotli, byte[] Gzip);
