using System.Collections.Immutable;
using Footfall.Queue;

namespace Footfall.Monitoring;

/// <summary>The installation at one moment, as known to a gateway.</summary>
/// <param name="Hosts">Silos and gateways that report.</param>
/// <param name="Silent">Hosts that have not reported for some seconds, and have no successor of the same name.</param>
/// <param name="Members">Silos known to the cluster.</param>
/// <param name="Queue">The backlog; null when unknown.</param>
/// <param name="QueueAge">The age of the backlog figures.</param>
/// <param name="SilosSilent">The time for which no silo has reported; null when none ever has.</param>
internal sealed record InstallationState(
    ImmutableArray<MonitoredHost> Hosts,
    ImmutableArray<MonitoredHost> Silent,
    ImmutableArray<SiloMember> Members,
    BacklogTotals? Queue,
    TimeSpan QueueAge,
    TimeSpan? SilosSilent)
{
    /// <summary>How long the oldest queued event has waited by now.</summary>
    public TimeSpan? OldestQueued => Queue?.Oldest is { } oldest ? Queue.Now - oldest + QueueAge : null;

    /// <summary>Returns a total's growth per second over all reporting hosts; null when none has reported for long enough.</summary>
    public double? Rate(Func<HostTotals, double> total)
    {
        double[] rates = [.. Hosts.Select(host => host.Rates.Rate(total)).OfType<double>()];
        return rates.Length > 0 ? rates.Sum() : null;
    }
}
