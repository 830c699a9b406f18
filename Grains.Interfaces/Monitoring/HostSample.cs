using System.Collections.Immutable;

namespace Footfall.Monitoring;

/// <summary>How a silo or a gateway is at one moment.</summary>
/// <param name="Name">What operators call it.</param>
/// <param name="Silo">Its address in the cluster; null for a gateway.</param>
/// <param name="Version">Of its program.</param>
/// <param name="StartedAt">When its process started.</param>
/// <param name="Uptime">For how long it has run, by its own steady clock: rates are differences of totals over differences of this.</param>
/// <param name="CpuTime">Processor time that it has used.</param>
/// <param name="MemoryBytes">Memory that it holds.</param>
/// <param name="GcPause">For how long garbage collections have halted it.</param>
/// <param name="Totals">What it has done.</param>
/// <param name="Activations">Grains that live on it; null for a gateway.</param>
/// <param name="Leases">Sites that it has claimed and drains; null for a gateway.</param>
/// <param name="StoreAway">For how long PostgreSQL has not answered it; null when it does, and for a gateway.</param>
/// <param name="Freshness">How long the oldest event of the latest commits had waited; null when it committed nothing lately.</param>
/// <param name="Alarm">What an operator must know of the store's history; null when all is well.</param>
/// <param name="Faults">What fails in it now; null of a host of an older build.</param>
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
