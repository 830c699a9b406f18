namespace Footfall.Balance;

/// <summary>A site whose grain is to move.</summary>
internal readonly record struct SiteMove(string SiteId, SiloAddress To);
