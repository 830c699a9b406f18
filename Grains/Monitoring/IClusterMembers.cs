using System.Collections.Immutable;

namespace Footfall.Monitoring;

/// <summary>Lists the members of the cluster known to this silo.</summary>
public interface IClusterMembers
{
    ImmutableArray<SiloMember> Members { get; }
}
