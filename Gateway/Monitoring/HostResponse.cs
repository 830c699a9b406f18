namespace Footfall.Monitoring;

/// <summary>A silo or a gateway. What only the host itself can report is null while it is silent.</summary>
/// <param name="Name">The display name.</param>
/// <param name="Address">A silo's address in the cluster; null for a gateway.</param>
/// <param name="Status"><c>active</c>, <c>joining</c>, <c>leaving</c>, <c>dead</c>, or <c>silent</c>: no report for seconds.</param>
/// <param name="Version">The version of its program.</param>
/// <param name="StartedAt">The start time of its process.</param>
/// <param name="UptimeSeconds">The time since its start.</param>
/// <param name="CpuShare">Processor time of the last second; 1 is one core.</param>
/// <param name="MemoryBytes">The memory in use.</param>
/// <param name="GcPauseShare">The share of the last second in which garbage collections paused it.</param>
/// <param name="Activations">Grains active on a silo.</param>
/// <param name="DrainsPerSecond">Drains that a silo requested.</param>
/// <param name="Leases">Sites that a silo has claimed and drains.</param>
/// <param name="EventsPerSecond">Events that a silo stored, or that Redis confirmed to a gateway.</param>
/// <param name="StoreAwaySeconds">The time for which PostgreSQL has not responded to a silo; null while it does.</param>
internal sealed record HostResponse(
    string Name,
    string? Address,
    string Status,
    string? Version = null,
    DateTimeOffset? StartedAt = null,
    double? UptimeSeconds = null,
    double? CpuShare = null,
    long? MemoryBytes = null,
    double? GcPauseShare = null,
    int? Activations = null,
    double? DrainsPerSecond = null,
    int? Leases = null,
    double? EventsPerSecond = null,
    double? StoreAwaySeconds = null)
{
    public const string Silent = "silent";

    /// <param name="host">A host that has reported.</param>
    /// <param name="status">The status.</param>
    public static HostResponse From(MonitoredHost host, string status)
    {
        HostSample sample = host.Latest;
        var known = new HostResponse(sample.Name, sample.Silo, status, sample.Version, sample.StartedAt);
        return status == Silent ? known : known with
        {
            UptimeSeconds = Round(sample.Uptime.TotalSeconds),
            CpuShare = Round(host.Rates.Share(each => each.CpuTime)),
            MemoryBytes = sample.MemoryBytes,
            GcPauseShare = Round(host.Rates.Share(each => each.GcPause)),
            Activations = sample.Activations,
            DrainsPerSecond = host.IsSilo ? Round(host.Rates.Rate(totals => totals.Drains)) : null,
            Leases = sample.Leases,
            EventsPerSecond = Round(host.Rates.Rate(totals => host.IsSilo ? totals.Stored : totals.Accepted)),
            StoreAwaySeconds = Round(sample.StoreAway?.TotalSeconds),
        };
    }

    private static double? Round(double? value) => value is { } number ? Math.Round(number, 4) : null;
}
