using System.Text.Json;

namespace Footfall.Monitoring;

/// <summary>An update for all viewers; serialized to JSON once for all of them, on first use.</summary>
internal sealed class OverviewUpdate(LiveOverviewResponse overview, HostListResponse silos)
{
    private readonly Lazy<string> _overviewJson = new(() => JsonSerializer.Serialize(overview, MonitoringJsonContext.Default.LiveOverviewResponse));
    private readonly Lazy<string> _silosJson = new(() => JsonSerializer.Serialize(silos, MonitoringJsonContext.Default.HostListResponse));

    public LiveOverviewResponse Overview => overview;

    public HostListResponse Silos => silos;

    public string OverviewJson => _overviewJson.Value;

    public string SilosJson => _silosJson.Value;

    public static OverviewUpdate From(OverviewSample point, IReadOnlyList<ProblemResponse> problems, InstallationState state) =>
        new(new LiveOverviewResponse(problems, point, TotalsResponse.From(state)), HostListResponse.From(state));

    /// <summary>Returns whether more has changed than the time.</summary>
    public bool DiffersFrom(OverviewUpdate other) =>
        Overview.Totals != other.Overview.Totals
        || Overview.Current.QueuedEvents != other.Overview.Current.QueuedEvents
        || !Overview.Problems.Select(problem => problem.Severity).SequenceEqual(other.Overview.Problems.Select(problem => problem.Severity))
        || !Silos.Silos.Select(silo => silo.Status).SequenceEqual(other.Silos.Silos.Select(silo => silo.Status));
}

/// <summary>The part of an <see cref="OverviewResponse"/> that changes over time.</summary>
internal sealed record LiveOverviewResponse(IReadOnlyList<ProblemResponse> Problems, OverviewSample Current, TotalsResponse Totals);

/// <summary>The sums of what reporting hosts have counted since they started. The ledger is the lasting record.</summary>
internal sealed record TotalsResponse(long Accepted, long Refused, long Stored, long Duplicates, long Dead)
{
    public static TotalsResponse From(InstallationState state)
    {
        HostTotals[] totals = [.. state.Hosts.Select(host => host.Latest.Totals)];
        return new TotalsResponse(
            totals.Sum(host => host.Accepted),
            totals.Sum(host => host.Refused),
            totals.Sum(host => host.Stored),
            totals.Sum(host => host.Duplicates),
            totals.Sum(host => host.Dead));
    }
}
