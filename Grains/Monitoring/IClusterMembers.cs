using System.Collections.Immutable;

namespace Footfall.Monitoring;

/// <summary>Who belongs to the cluster, as this silo knows it.</summary>
public interface IClusterMembers
{
    ImmutableArray<SiloMember> Members { get; }
}
