using System.Collections.Immutable;
using Footfall.Queue;

namespace Footfall.Monitoring;

/// <summary>The installation at one moment, as a gateway knows it.</summary>
/// <param name="Hosts">Silos and gateways that speak.</param>
/// <param name="Silent">Those that have not for some seconds, and have no successor of their name.</param>
/// <param name="Members">Silos that the cluster knows.</param>
/// <param name="Queue">What waits; null when not known.</param>
/// <param name="QueueAge">How long ago that was heard.</param>
/// <param name="SilosSilent">For how long no silo has said anything; null when none ever has.</param>
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

    /// <summary>A total's growth a second, of all hosts that speak; null when none has spoken for long enough.</summary>
    public double? Rate(Func<HostTotals, double> total)
    {
        double[] rates = [.. Hosts.Select(host => host.Rates.Rate(total)).OfType<double>()];
        return rates.Length > 0 ? rates.Sum() : null;
    }
}
