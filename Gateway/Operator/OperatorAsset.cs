namespace Footfall.Operator;

/// <summary>A file of the operator's pages as it was built, plain and compressed.</summary>
/// <param name="ContentType">Its media type.</param>
/// <param name="Plain">Its bytes.</param>
/// <param name="Brotli">The same, compressed with brotli.</param>
/// <param name="Gzip">The same, compressed with gzip.</param>
internal sealed record OperatorAsset(string ContentType, byte[] Plain, byte[] Brotli, byte[] Gzip);
