using System.Diagnostics.Metrics;
using Footfall.Cluster;
using Footfall.Collect;
using Footfall.Health;
using Footfall.Telemetry;
using Footfall.Wire;
using Microsoft.Extensions.Options;

namespace Footfall.Monitoring;

/// <summary>Samples this gateway's metrics.</summary>
internal sealed class GatewayMetrics(ProcessMetrics process, IOptions<SiloClusterOptions> cluster, OngoingFaults faults, IMeterFactory meters) : IDisposable
{
    private readonly MeterTotals _meter = new(CollectMetrics.MeterName, meters);

    /// <summary>Returns the full status; costs more than the totals alone.</summary>
    /// <param name="totals">The totals.</param>
    public HostSample Read(HostTotals totals) => process.Read(cluster.Value.Name ?? ContainerName.Value ?? Environment.MachineName, totals) with
    {
        Faults = faults.ToSample(),
    };

    /// <summary>Returns the gateway's totals.</summary>
    public HostTotals ReadTotals()
    {
        InstrumentTotal refused = _meter.Of("footfall.events.refused");
        return new HostTotals(
            Accepted: (long)_meter.Of("footfall.events.accepted").Sum(),
            Refused: (long)refused.Sum(),
            Errors: (long)refused.Sum(RefusalReasons.Name(RefusalReason.Unavailable)));
    }

    public void Dispose() => _meter.Dispose();
}
