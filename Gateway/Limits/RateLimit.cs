namespace Footfall.Limits;

/// <summary>What an address or a site may send.</summary>
internal readonly record struct RateLimit(Rate Events, Rate Bytes);
