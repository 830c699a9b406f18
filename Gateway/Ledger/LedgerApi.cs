using Footfall.Access;
using Footfall.Cluster;
using Footfall.Http;
using Footfall.Sites;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Footfall.Ledger;

/// <summary>Maps the endpoints with which anyone can verify that no event was lost.</summary>
internal static class LedgerApi
{
    private const string Unavailable = "The ledger is not available right now; events are still accepted";

    public static void MapLedgerApi(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/sites/{site_id}/ledger", GetAsync)
            .RequireReadAccess()
            .WithTags("Ledger")
            .WithSummary("What became of every event of a site")
            .WithDescription("received = stored + refused + duplicates + dead + queued + erased; exact once nothing is under way.")
            .Produces<LedgerResponse>()
            .Produces<ErrorResponse>(StatusCodes.Status400BadRequest)
            .Produces<ErrorResponse>(StatusCodes.Status503ServiceUnavailable);
        app.MapGet("/api/ledger", GetAllAsync)
            .RequireOperatorAccess()
            .WithTags("Ledger")
            .WithSummary("Total of the ledgers of all sites")
            .Produces<LedgerResponse>()
            .Produces<ErrorResponse>(StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<Results<JsonHttpResult<LedgerResponse>, ErrorResult>> GetAsync(
        HttpContext context, [Microsoft.AspNetCore.Mvc.FromRoute(Name = "site_id")] string _, SiteClient sites)
    {
        if (SiteRoute.ReadSiteId(context) is not { } siteId)
        {
            return ErrorResult.BadRequest("The path names no valid site id");
        }

        EventLedger? ledger = await sites.CallAsync(siteId, site => site.GetLedger());
        return ledger is null
            ? ErrorResult.Unavailable(Unavailable)
            : TypedResults.Json(LedgerResponse.From(siteId, ledger), ApiJsonContext.Default.LedgerResponse);
    }

    private static async Task<Results<JsonHttpResult<LedgerResponse>, ErrorResult>> GetAllAsync(SiteClient sites)
    {
        EventLedger? ledger = await sites.CallInstallationAsync(all => all.GetLedger());
        return ledger is null
            ? ErrorResult.Unavailable(Unavailable)
            : TypedResults.Json(LedgerResponse.From(null, ledger), ApiJsonContext.Default.LedgerResponse);
    }
}
