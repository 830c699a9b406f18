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
            .WithSummary("Read a site's ledger: what became of every event")
            .WithDescription("received = stored + refused + duplicates + dead + queued + erased; exact when no event is on its way.");
        app.MapGet("/api/ledger", GetAllAsync)
            .RequireOperatorAccess()
            .WithTags("Ledger")
            .WithSummary("Read the total of all sites' ledgers");
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
