using System.Collections.Immutable;
using Footfall.Queue;

namespace Footfall.Monitoring;

/// <summary>How the whole installation is at one moment.</summary>
/// <param name="Hosts">The latest of each host that has been heard of within seconds.</param>
/// <param name="Members">The silos that the cluster knows, dead ones too.</param>
/// <param name="Queue">What waits; null while Redis cannot be asked. Counting many sites costs something, so it may be a while ago.</param>
[GenerateSerializer, Immutable, Alias("Footfall.InstallationSample")]
public sealed record InstallationSample(
    [property: Id(0)] ImmutableArray<HostSample> Hosts,
    [property: Id(1)] ImmutableArray<SiloMember> Members,
    [property: Id(2)] BacklogTotals? Queue);
