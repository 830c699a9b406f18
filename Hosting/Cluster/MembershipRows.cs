using System.Collections.Frozen;

namespace Footfall.Cluster;

/// <summary>The membership table as of one moment.</summary>
/// <param name="Version">Raised by one with each change; null when there is no table.</param>
/// <param name="Silos">A row per silo, by its address. What a row says is Orleans's matter.</param>
public sealed record MembershipRows(long? Version, FrozenDictionary<string, byte[]> Silos);
