using System.Collections.Immutable;

namespace Footfall.Watch;

/// <summary>Who belongs to the cluster, as this silo knows it.</summary>
public interface IClusterWatch
{
    ImmutableArray<SiloMember> Members { get; }
}
