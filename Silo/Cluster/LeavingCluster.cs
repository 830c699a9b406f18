using Footfall.Queue;
using Footfall.Startup;

namespace Footfall.Cluster;

/// <summary>Describes which steps of leaving the cluster are unfinished.</summary>
internal sealed class LeavingCluster(ISiloStatusOracle silos, QueuePump pump) : IUnfinishedWork
{
    public string? Describe()
    {
        List<string> parts = [];
        if (pump.Draining is > 0 and var sites)
        {
            parts.Add($"{sites} drains, whose events wait in the queue");
        }

        if (silos.CurrentStatus is not (SiloStatus.None or SiloStatus.Created or SiloStatus.Dead))
        {
            parts.Add("announcing that this silo leaves, which the others notice within seconds");
        }

        return parts.Count > 0 ? string.Join("; ", parts) : null;
    }
}
