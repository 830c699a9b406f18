namespace Footfall.Balance;

/// <summary>A planned move of a site's grain.</summary>
internal readonly record struct SiteMove(string SiteId, SiloAddress To);
