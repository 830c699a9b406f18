using Footfall.Queue;
using Footfall.Startup;

namespace Footfall.Cluster;

/// <summary>What of a silo's leaving the cluster has not been done.</summary>
internal sealed class LeavingCluster(ISiloStatusOracle silos, QueuePump pump) : IUnfinishedWork
{
    public string? Describe()
    {
        string[] parts =
        [
            .. pump.Busy > 0 ? [$"{pump.Busy} sites were being drained, and their events wait in the queue"] : Array.Empty<string>(),
            .. silos.CurrentStatus is SiloStatus.None or SiloStatus.Created or SiloStatus.Dead
                ? []
                : new[] { "the cluster was not told that this silo leaves, which the others notice within seconds" },
        ];
        return parts.Length > 0 ? string.Join("; ", parts) : null;
    }
}
