using System.Collections.Frozen;

namespace Footfall.Cluster;

/// <summary>The membership table as of one moment.</summary>
/// <param name="Version">Incremented with each change; null when there is no table.</param>
/// <param name="Silos">One row per silo, by its address. The content of a row is Orleans's own.</param>
public sealed record MembershipRows(long? Version, FrozenDictionary<string, byte[]> Silos);
