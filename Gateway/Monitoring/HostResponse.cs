namespace Footfall.Monitoring;

/// <summary>A silo or a gateway. What it would have to say itself is null while it does not speak.</summary>
/// <param name="Name">What operators call it.</param>
/// <param name="Address">A silo's address in the cluster; null for a gateway.</param>
/// <param name="Status"><c>active</c>, <c>joining</c>, <c>leaving</c>, <c>dead</c>, or <c>silent</c>: it should speak, and has not for seconds.</param>
/// <param name="Version">Of its program.</param>
/// <param name="StartedAt">When its process started.</param>
/// <param name="UptimeSeconds">For how long it has run.</param>
/// <param name="CpuShare">Processor time of the last second; 1 is one core.</param>
/// <param name="MemoryBytes">Memory that it holds.</param>
/// <param name="GcPauseShare">Share of the last second in which garbage collections halted it.</param>
/// <param name="Activations">Grains that live on a silo.</param>
/// <param name="DrainsPerSecond">Drains that a silo asked for.</param>
/// <param name="Leases">Sites that a silo has claimed and drains.</param>
/// <param name="EventsPerSecond">Events that a silo stored, or that a gateway had confirmed.</param>
/// <param name="StoreAwaySeconds">For how long PostgreSQL has not answered a silo; null while it does.</param>
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

    /// <param name="host">A host that has spoken.</param>
    /// <param name="status">How it is.</param>
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
