using Footfall.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Footfall.Monitoring;

/// <summary>Maps the endpoints from which operators read the status of the installation.</summary>
internal static class OverviewApi
{
    private const string NotYet = "Nothing has been measured yet; try again in a second";

    public static void MapOverviewApi(this RouteGroupBuilder group)
    {
        group.MapGet("overview", GetOverview)
            .WithSummary("Read rates, backlog, freshness and problems, now and over the last 15 minutes");
        group.MapGet("silos", GetSilos)
            .WithSummary("Read the status of all silos and gateways");
    }

    private static Results<Ok<OverviewResponse>, ErrorResult> GetOverview(OverviewHistory history, TimeProvider timeProvider) =>
        history.Latest is not { } latest
            ? ErrorResult.Unavailable(NotYet)
            : TypedResults.Ok(new OverviewResponse(
                timeProvider.GetUtcNow(), latest.Overview.Problems, latest.Overview.Current, latest.Overview.Totals, OverviewHistoryResponse.From(history.History())));

    private static Results<Ok<HostListResponse>, ErrorResult> GetSilos(OverviewHistory history) =>
        history.Latest is not { } latest ? ErrorResult.Unavailable(NotYet) : TypedResults.Ok(latest.Silos);
}

/// <summary>The status of the installation, now and over the last quarter of an hour.</summary>
/// <param name="Now">The gateway's time.</param>
/// <param name="Problems">The current problems; empty when there are none.</param>
/// <param name="Current">The current figures.</param>
/// <param name="Totals">The counters of the hosts.</param>
/// <param name="History">The figures so far.</param>
internal sealed record OverviewResponse(
    DateTimeOffset Now, IReadOnlyList<ProblemResponse> Problems, OverviewSample Current, TotalsResponse Totals, OverviewHistoryResponse History);
