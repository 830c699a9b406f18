namespace Footfall.Limits;

/// <summary>The limits of an address or a site.</summary>
internal readonly record struct RateLimit(Rate Events, Rate Bytes);
