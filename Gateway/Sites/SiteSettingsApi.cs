using Footfall.Access;
using Footfall.Cluster;
using Footfall.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Footfall.Sites;

/// <summary>Maps the endpoints with which operators register sites and change their settings.</summary>
internal static class SiteSettingsApi
{
    public const string Unavailable = "The silos or PostgreSQL did not answer; doing it again is safe";

    private const string NoSite = "The path names no valid site id";
    private const string NotRegistered = "The site is not registered";
    private const int MaxPageSize = 1000;

    /// <summary>In <c>If-None-Match</c>: only if there is none (RFC 9110, 13.1.2).</summary>
    private const string Any = "*";

    public static void MapSiteSettingsApi(this IEndpointRouteBuilder group)
    {
        group.MapGet("site-settings", ListAsync)
            .WithSummary("Registered sites, by id")
            .Produces<SiteSettingsListResponse>()
            .Produces<ErrorResponse>(StatusCodes.Status503ServiceUnavailable);
        group.MapGet("sites/{site_id}/settings", GetAsync)
            .WithSummary("Settings of a site")
            .Produces<SiteSettingsResponse>()
            .Produces<ErrorResponse>(StatusCodes.Status400BadRequest)
            .Produces<ErrorResponse>(StatusCodes.Status404NotFound)
            .Produces<ErrorResponse>(StatusCodes.Status503ServiceUnavailable);
        group.MapPut("sites/{site_id}/settings", PutAsync)
            .WithSummary("Register a site, or change its settings")
            .WithDescription("All gateways know within five seconds, and go on with what they knew while Redis, PostgreSQL or the silos are away. With If-None-Match: * one that is registered stays as it is. site_id says once more what the path says; it is required from other machines and through proxies with retention_days, since events are deleted permanently.")
            .Produces<SiteSettingsResponse>()
            .Produces<ErrorResponse>(StatusCodes.Status400BadRequest)
            .Produces<ErrorResponse>(StatusCodes.Status412PreconditionFailed)
            .Produces<ErrorResponse>(StatusCodes.Status503ServiceUnavailable);
        group.MapDelete("sites/{site_id}/settings", RemoveAsync)
            .WithSummary("Remove a site from the registry")
            .WithDescription("Its keys are revoked. What is stored of it stays, for as long as it keeps events. site_id, in the query or in a JSON body, says once more what the path says.")
            .Produces<ActionResponse>()
            .Produces<ErrorResponse>(StatusCodes.Status400BadRequest)
            .Produces<ErrorResponse>(StatusCodes.Status404NotFound)
            .Produces<ErrorResponse>(StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<Results<JsonHttpResult<SiteSettingsListResponse>, ErrorResult>> ListAsync(string? search, int? offset, int? limit, SiteClient sites)
    {
        string? wanted = string.IsNullOrEmpty(search) ? null : search.Replace("\0", "", StringComparison.Ordinal);
        SiteSettingsPage? found = await sites.CallGrainAsync<SiteSettingsPage>(async grains =>
            await grains.GetGrain<IAccessGrain>(0).ListSites(wanted, Math.Max(0, offset ?? 0), Math.Clamp(limit ?? 50, 1, MaxPageSize)));
        return found is null
            ? ErrorResult.Unavailable(Unavailable)
            : TypedResults.Json(new SiteSettingsListResponse(found.Total, [.. found.Sites.Select(SiteSettingsResponse.From)]), ApiJsonContext.Default.SiteSettingsListResponse);
    }

    private static async Task<Results<JsonHttpResult<SiteSettingsResponse>, ErrorResult>> GetAsync(
        HttpContext context, [FromRoute(Name = "site_id")] string _, SiteClient sites) =>
        SiteRoute.ReadSiteId(context, SiteRoute.OperatorSegment) is { } siteId ? await RespondAsync(siteId, sites) : ErrorResult.BadRequest(NoSite);

    private static async Task<Results<JsonHttpResult<SiteSettingsResponse>, ErrorResult>> PutAsync(
        SiteSettingsRequest body,
        HttpContext context,
        [FromRoute(Name = "site_id")] string _,
        [FromHeader(Name = "If-None-Match")] string? ifNoneMatch,
        SiteClient sites,
        AccessSnapshot snapshot,
        AccessRefresher refresher,
        TimeProvider timeProvider)
    {
        if (SiteRoute.ReadSiteId(context, SiteRoute.OperatorSegment) is not { } siteId)
        {
            return ErrorResult.BadRequest(NoSite);
        }

        if (body.FindFaults(siteId, isConfirmed: LocalClients.IsLocal(context)) is { Count: > 0 } faults)
        {
            return ErrorResult.BadRequest("Validation failed", faults);
        }

        SiteSettings site = body.ToSite(siteId, timeProvider.GetUtcNow());
        switch (await sites.CallGrainAsync<bool?>(grains => grains.GetGrain<IAccessGrain>(0).PutSite(site, ifNoneMatch == Any)))
        {
            case null:
                return ErrorResult.Unavailable(Unavailable);
            case false:
                return ErrorResult.PreconditionFailed("The site is registered; nothing was changed", ["site_id is registered already"]);
        }

        await refresher.WaitForAsync(() => snapshot.IsRegistered(siteId));
        return await RespondAsync(siteId, sites);
    }

    private static async Task<Results<JsonHttpResult<ActionResponse>, ErrorResult>> RemoveAsync(
        HttpContext context, [FromRoute(Name = "site_id")] string _, [FromQuery(Name = "site_id")] string? confirmed, SiteClient sites, AccessSnapshot snapshot, AccessRefresher refresher)
    {
        if (SiteRoute.ReadSiteId(context, SiteRoute.OperatorSegment) is not { } siteId)
        {
            return ErrorResult.BadRequest(NoSite);
        }

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
            true => TypedResults.Json(new ActionResponse(), ApiJsonContext.Default.ActionResponse),
            false => ErrorResult.NotFound(NotRegistered),
            _ => ErrorResult.Unavailable(Unavailable),
        };
    }

    private static async Task<Results<JsonHttpResult<SiteSettingsResponse>, ErrorResult>> RespondAsync(string siteId, SiteClient sites)
    {
        SiteSettingsPage? found = await sites.CallGrainAsync<SiteSettingsPage>(async grains => await grains.GetGrain<IAccessGrain>(0).FindSite(siteId));
        return found switch
        {
            { Sites: [SiteSettings site] } => TypedResults.Json(SiteSettingsResponse.From(site), ApiJsonContext.Default.SiteSettingsResponse),
            not null => ErrorResult.NotFound(NotRegistered),
            _ => ErrorResult.Unavailable(Unavailable),
        };
    }
}
