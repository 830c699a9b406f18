using Footfall.Cluster;
using Footfall.Collect;
using Footfall.Health;
using Microsoft.Extensions.Options;

namespace Footfall.Monitoring;

/// <summary>How this gateway is.</summary>
internal sealed class GatewayMetrics(ProcessMetrics process, IOptions<SiloClusterOptions> cluster, OngoingFaults faults) : IDisposable
{
    private readonly MeterTotals _meter = new("Footfall.Gateway");

    /// <summary>How it is in all; more than a look at what it has done costs.</summary>
    /// <param name="totals">What it has done.</param>
    public HostSample Read(HostTotals totals) => process.Read(cluster.Value.Name ?? ContainerName.Value ?? Environment.MachineName, totals) with
    {
        Faults = faults.ToSample(),
    };

    /// <summary>What it has done.</summary>
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
