using Footfall.Freshness;

namespace Footfall.Stats;

/// <summary>Statistics, and the state of the site that they reflect.</summary>
/// <param name="Position">How far the site was stored in the snapshot.</param>
/// <param name="Stats">The figures.</param>
public sealed record StoredStats(SitePosition Position, SiteStats Stats);
