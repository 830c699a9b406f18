using Footfall.Access;
using Footfall.Cluster;
using Footfall.Http;
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
            .WithDescription("received = stored + refused + duplicates + dead + queued + erased; exact once nothing is under way.");
        app.MapGet("/api/ledger", GetAllAsync)
            .RequireOperatorAccess()
            .WithTags("Ledger")
            .WithSummary("Total of the ledgers of all sites");
    }

    private static async Task<Results<Ok<LedgerResponse>, ErrorResult>> GetAsync(RouteSiteId siteId, SiteClient sites)
    {
        EventLedger? ledger = await sites.CallAsync(siteId, site => site.GetLedger());
        return ledger is null
            ? ErrorResult.Unavailable(Unavailable)
            : TypedResults.Ok(LedgerResponse.From(siteId, ledger));
    }

    private static async Task<Results<Ok<LedgerResponse>, ErrorResult>> GetAllAsync(SiteClient sites)
    {
        EventLedger? ledger = await sites.CallInstallationAsync(all => all.GetLedger());
        return ledger is null
            ? ErrorResult.Unavailable(Unavailable)
            : TypedResults.Ok(LedgerResponse.From(null, ledger));
    }
}
