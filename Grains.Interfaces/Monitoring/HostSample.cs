using System.Collections.Immutable;

namespace Footfall.Monitoring;

/// <summary>Status of a silo or a gateway at one moment.</summary>
/// <param name="Name">Display name.</param>
/// <param name="Silo">Address in the cluster; null for a gateway.</param>
/// <param name="Version">Program version.</param>
/// <param name="StartedAt">Start time of the process.</param>
/// <param name="Uptime">Run time by its own monotonic clock: rates are differences of totals over differences of this.</param>
/// <param name="CpuTime">Processor time used.</param>
/// <param name="MemoryBytes">Memory used, in bytes.</param>
/// <param name="GcPause">Total pause time of garbage collections.</param>
/// <param name="Totals">Event counters.</param>
/// <param name="Activations">Active grains; null for a gateway.</param>
/// <param name="Leases">Sites that it has claimed and drains; null for a gateway.</param>
/// <param name="StoreAway">Duration of the PostgreSQL outage it sees; null if there is none, and for a gateway.</param>
/// <param name="Freshness">How long the oldest event of the latest commits had waited; null without recent commits.</param>
/// <param name="Alarm">Alarm about the store's history; null if all is well.</param>
/// <param name="Faults">Current faults; null from a host of an older build.</param>
[GenerateSerializer, Immutable, Alias("Footfall.HostSample")]
public sealed record HostSample(
    [property: Id(0)] string Name,
    [property: Id(1)] string? Silo,
    [property: Id(2)] string Version,
    [property: Id(3)] DateTimeOffset StartedAt,
    [property: Id(4)] TimeSpan Uptime,
    [property: Id(5)] TimeSpan CpuTime,
    [property: Id(6)] long MemoryBytes,
    [property: Id(7)] TimeSpan GcPause,
    [property: Id(8)] HostTotals Totals,
    [property: Id(9)] int? Activations = null,
    [property: Id(10)] int? Leases = null,
    [property: Id(11)] TimeSpan? StoreAway = null,
    [property: Id(12)] TimeSpan? Freshness = null,
    [property: Id(13)] string? Alarm = null,
    [property: Id(14)] ImmutableArray<HostFault>? Faults = null);
