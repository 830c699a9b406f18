using System.Collections.Immutable;
using Footfall.Queue;

namespace Footfall.Monitoring;

/// <summary>Status of the whole installation at one moment.</summary>
/// <param name="Hosts">The latest sample of each host that reported within seconds.</param>
/// <param name="Members">The silos that the cluster knows, including dead ones.</param>
/// <param name="Queue">The backlog; null while Redis is unavailable. Counting many sites has a cost, so it may be somewhat older.</param>
[GenerateSerializer, Immutable, Alias("Footfall.InstallationSample")]
public sealed record InstallationSample(
    [property: Id(0)] ImmutableArray<HostSample> Hosts,
    [property: Id(1)] ImmutableArray<SiloMember> Members,
    [property: Id(2)] BacklogTotals? Queue);
