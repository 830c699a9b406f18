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
            .WithSummary("Rates, what waits, how fresh it is, and what is wrong; now and in the last quarter of an hour")
            .Produces<OverviewResponse>()
            .Produces<ErrorResponse>(StatusCodes.Status503ServiceUnavailable);
        group.MapGet("silos", GetSilos)
            .WithSummary("Status of all silos and gateways")
            .Produces<HostListResponse>()
            .Produces<ErrorResponse>(StatusCodes.Status503ServiceUnavailable);
    }

    private static Results<JsonHttpResult<OverviewResponse>, ErrorResult> GetOverview(OverviewHistory history, TimeProvider timeProvider) =>
        history.Latest is not { } latest
            ? ErrorResult.Unavailable(NotYet)
            : TypedResults.Json(
                new OverviewResponse(
                    timeProvider.GetUtcNow(), latest.Overview.Problems, latest.Overview.Current, latest.Overview.Totals, OverviewHistoryResponse.From(history.History())),
                ApiJsonContext.Default.OverviewResponse);

    private static Results<JsonHttpResult<HostListResponse>, ErrorResult> GetSilos(OverviewHistory history) =>
        history.Latest is not { } latest ? ErrorResult.Unavailable(NotYet) : TypedResults.Json(latest.Silos, ApiJsonContext.Default.HostListResponse);
}
