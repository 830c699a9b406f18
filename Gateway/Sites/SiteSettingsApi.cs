using Footfall.Access;
using Footfall.Cluster;
using Footfall.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Footfall.Sites;

/// <summary>Maps the endpoints with which operators register sites and change their settings.</summary>
internal static class SiteSettingsApi
{
    private const string NotRegistered = "The site is not registered";
    private const int MaxPageSize = 1000;

    /// <summary>In <c>If-None-Match</c>: only if there is none (RFC 9110, 13.1.2).</summary>
    private const string Any = "*";

    public static void MapSiteSettingsApi(this IEndpointRouteBuilder group)
    {
        group.MapGet("site-settings", ListAsync)
            .WithSummary("List the registered sites, by id");
        group.MapGet("sites/{site_id}/settings", GetAsync)
            .WithSummary("Read a site's settings")
            .ProducesErrors(StatusCodes.Status404NotFound);
        group.MapPut("sites/{site_id}/settings", PutAsync)
            .WithSummary("Register a site, or change its settings")
            .WithDescription("All gateways apply the change within five seconds, and keep what they know while Redis, PostgreSQL or the silos are away. With If-None-Match: *, a registered site is not changed. site_id must repeat the one in the path; it is required with retention_days in requests from other machines and through proxies, because events are deleted permanently.")
            .ProducesJsonBodyErrors()
            .ProducesErrors(StatusCodes.Status412PreconditionFailed);
        group.MapDelete("sites/{site_id}/settings", RemoveAsync)
            .WithSummary("Remove a site from the registry")
            .WithDescription("Its keys are revoked. Its stored events stay for as long as its retention keeps them. site_id, in the query or in a JSON body, must repeat the one in the path.")
            .ProducesBodyErrors()
            .ProducesErrors(StatusCodes.Status404NotFound);
    }

    private static async Task<Results<Ok<SiteSettingsPage>, ErrorResult>> ListAsync(string? search, int? offset, int? limit, SiteClient sites)
    {
        string? wanted = string.IsNullOrEmpty(search) ? null : search.Replace("\0", "", StringComparison.Ordinal);
        SiteSettingsPage? found = await sites.CallGrainAsync<SiteSettingsPage>(async grains =>
            await grains.GetGrain<IAccessGrain>(0).ListSites(wanted, Math.Max(0, offset ?? 0), Math.Clamp(limit ?? 50, 1, MaxPageSize)));
        return found is null
            ? ErrorResult.Unavailable(SiteClient.NoAnswer)
            : TypedResults.Ok(found);
    }

    private static Task<Results<Ok<SiteSettings>, ErrorResult>> GetAsync(RouteSiteId siteId, SiteClient sites) =>
        RespondAsync(siteId, sites);

    private static async Task<Results<Ok<SiteSettings>, ErrorResult>> PutAsync(
        SiteSettingsRequest body,
        RouteSiteId siteId,
        HttpContext context,
        [FromHeader(Name = "If-None-Match")] string? ifNoneMatch,
        SiteClient sites,
        AccessSnapshot snapshot,
        AccessRefresher refresher,
        TimeProvider timeProvider)
    {
        if (body.FindFaults(siteId, isConfirmed: LocalClients.IsLocal(context)) is { Count: > 0 } faults)
        {
            return ErrorResult.BadRequest("Validation failed", faults);
        }

        SiteSettings site = body.ToSite(siteId, timeProvider.GetUtcNow());
        switch (await sites.CallGrainAsync<bool?>(grains => grains.GetGrain<IAccessGrain>(0).PutSite(site, ifNoneMatch == Any)))
        {
            case null:
                return ErrorResult.Unavailable(SiteClient.NoAnswer);
            case false:
                return ErrorResult.PreconditionFailed("The site is registered already; nothing was changed", ["site_id is registered already"]);
        }

        await refresher.WaitForAsync(() => snapshot.IsRegistered(siteId));
        return await RespondAsync(siteId, sites);
    }

    private static async Task<Results<Ok<ActionResponse>, ErrorResult>> RemoveAsync(
        RouteSiteId siteId, [FromQuery(Name = "site_id")] string? confirmed, HttpContext context, SiteClient sites, AccessSnapshot snapshot, AccessRefresher refresher)
    {
        if (await Confirmation.FindFaultAsync(context.Request, siteId) is { } fault)
        {
            return fault;
        }

        bool? wasKnown = await sites.CallGrainAsync<bool?>(grains => grains.GetGrain<IAccessGrain>(0).RemoveSite(siteId));
        if (wasKnown == true)
        {
            await refresher.WaitForAsync(() => !snapshot.IsRegistered(siteId));
        }

        return wasKnown switch
        {
            true => TypedResults.Ok(new ActionResponse()),
            false => ErrorResult.NotFound(NotRegistered),
            _ => ErrorResult.Unavailable(SiteClient.NoAnswer),
        };
    }

    private static async Task<Results<Ok<SiteSettings>, ErrorResult>> RespondAsync(string siteId, SiteClient sites)
    {
        SiteSettingsPage? found = await sites.CallGrainAsync<SiteSettingsPage>(async grains => await grains.GetGrain<IAccessGrain>(0).FindSite(siteId));
        return found switch
        {
            { Sites: [SiteSettings site] } => TypedResults.Ok(site),
            not null => ErrorResult.NotFound(NotRegistered),
            _ => ErrorResult.Unavailable(SiteClient.NoAnswer),
        };
    }
}
