namespace Footfall.Balance;

/// <summary>A site whose grain is to move.</summary>
internal readonly record struct HandOver(string SiteId, SiloAddress To);
