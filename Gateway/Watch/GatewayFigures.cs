using Footfall.Cluster;
using Footfall.Collect;
using Microsoft.Extensions.Options;

namespace Footfall.Watch;

/// <summary>How this gateway is.</summary>
internal sealed class GatewayFigures(ProcessFigures process, IOptions<SiloClusterOptions> cluster) : IDisposable
{
    private readonly MeterTotals _meter = new("Footfall.Gateway");

    public HostSample Read()
    {
        InstrumentTotal refused = _meter.Of("footfall.events.refused");
        return process.Read(
            cluster.Value.Name ?? Environment.MachineName,
            new HostTotals(
                Accepted: (long)_meter.Of("footfall.events.accepted").Sum(),
                Refused: (long)refused.Sum(),
                Errors: (long)refused.Sum(RefusalReasons.Name(RefusalReason.Unavailable))));
    }

    public void Dispose() => _meter.Dispose();
}
