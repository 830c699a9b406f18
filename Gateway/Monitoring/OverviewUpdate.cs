using System.Text.Json;
using Footfall.Http;

namespace Footfall.Monitoring;

/// <summary>An update for all viewers; serialized to JSON once for all of them, on first use.</summary>
internal sealed class OverviewUpdate(LiveOverviewResponse overview, HostListResponse silos)
{
    private readonly Lazy<string> _overviewJson = new(() => JsonSerializer.Serialize(overview, ApiJsonContext.Default.LiveOverviewResponse));
    private readonly Lazy<string> _silosJson = new(() => JsonSerializer.Serialize(silos, ApiJsonContext.Default.HostListResponse));

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
