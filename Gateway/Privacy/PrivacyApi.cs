using Footfall.Access;
using Footfall.Audit;
using Footfall.Cluster;
using Footfall.Http;
using Footfall.Sites;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Footfall.Privacy;

/// <summary>Maps the endpoints that export and erase a user's data, erase whole sites, and report the progress.</summary>
internal static class PrivacyApi
{
    private const string NoUser = "The request names no valid site id, or no valid user id";
    private const string NoSite = "The path names no valid site id";

    /// <summary>Clients resolve <c>/api/sites/shop/users/..</c> to <c>/api/sites/shop/</c>, which must not erase the site.</summary>
    private const string MoreThanSite = "The path goes on behind the site id; to erase a user whose id is . or .., use /api/sites/{site_id}/users?user_id=..";

    private const string NotRecorded =
        "The silos, PostgreSQL or Redis did not answer, so this may or may not be recorded; repeating it is safe";

    /// <summary>How long an export waits for previously accepted events.</summary>
    private static readonly TimeSpan ExportWait = TimeSpan.FromSeconds(10);

    public static void MapPrivacyApi(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder site = app.MapGroup("/api/sites/{site_id}").WithTags("Privacy").RequireOperatorAccess().AddEndpointFilter<AuditFilter>();
        foreach (string user in (string[])["users/{user_id}", "users"])
        {
            site.MapGet(user, ExportAsync)
                .WithSummary("All events of a user of the site, one a line")
                .WithDescription("Every event that was accepted before the request; 503 while some of them wait in the queue for longer than ten seconds. The query names users whose ids no path can hold.")
                .Produces<UserEventResponse>(StatusCodes.Status200OK, UserExport.ContentType)
                .Produces<ErrorResponse>(StatusCodes.Status400BadRequest)
                .Produces<ErrorResponse>(StatusCodes.Status503ServiceUnavailable);
            site.MapDelete(user, EraseUserAsync)
                .WithSummary("Erase a user of the site")
                .WithDescription("All events that were accepted before the request, stored or queued, and the statistics made of them; later ones stay. site_id and user_id, in the query or in a JSON body, say once more what the path says. The query names users whose ids no path can hold.")
                .Describe();
        }

        site.MapDelete("", EraseSiteAsync)
            .WithSummary("Erase all events of the site")
            .WithDescription("All that were accepted before the request; later ones stay. site_id, in the query or in a JSON body, says once more what the path says.")
            .Describe();
        site.MapGet("erasures", ListAsync)
            .WithSummary("What is erased of the site, and how far that is")
            .WithDescription("Also what is older than the site keeps. Records of what was erased stay for 90 days; whom they were about is not in them.")
            .Produces<ErasureListResponse>()
            .Produces<ErrorResponse>(StatusCodes.Status400BadRequest)
            .Produces<ErrorResponse>(StatusCodes.Status503ServiceUnavailable);
    }

    private static void Describe(this RouteHandlerBuilder erasure) => erasure
        .Produces<ErasureResponse>(StatusCodes.Status202Accepted)
        .Produces<ErrorResponse>(StatusCodes.Status400BadRequest)
        .Produces<ErrorResponse>(StatusCodes.Status503ServiceUnavailable);

    private static async Task<Results<UserExport, ErrorResult>> ExportAsync(
        HttpContext context, [FromRoute(Name = "site_id")] string _, [FromQuery(Name = "user_id")] string? user, SiteClient sites)
    {
        if (SiteRoute.ReadSiteId(context) is not { } siteId || UserRoute.ReadUserId(context) is not { } userId)
        {
            return ErrorResult.BadRequest(NoUser);
        }

        UserEventCursor? start = await CallAsync(sites, siteId, site => site.BeginRead(ExportWait));
        return start is null
            ? ErrorResult.Unavailable("Not everything that was accepted before is stored yet, or the silos, PostgreSQL or Redis do not answer; try again")
            : new UserExport(siteId, userId, start, sites);
    }

    private static async Task<Results<ErasureAccepted, ErrorResult>> EraseUserAsync(
        HttpContext context,
        [FromRoute(Name = "site_id")] string _,
        [FromQuery(Name = "site_id")] string? site,
        [FromQuery(Name = "user_id")] string? user,
        SiteClient sites)
    {
        if (SiteRoute.ReadSiteId(context) is not { } siteId || UserRoute.ReadUserId(context) is not { } userId)
        {
            return ErrorResult.BadRequest(NoUser);
        }

        return await Confirmation.FindFaultAsync(context.Request, siteId, userId) is { } fault
            ? fault
            : Respond(await CallAsync(sites, siteId, grain => grain.EraseUser(new SiteUser(userId))));
    }

    private static async Task<Results<ErasureAccepted, ErrorResult>> EraseSiteAsync(
        HttpContext context, [FromRoute(Name = "site_id")] string _, [FromQuery(Name = "site_id")] string? site, SiteClient sites)
    {
        if (SiteRoute.ReadSegment(context, SiteRoute.Segment + 1) is not null)
        {
            return ErrorResult.BadRequest(MoreThanSite);
        }

        if (SiteRoute.ReadSiteId(context) is not { } siteId)
        {
            return ErrorResult.BadRequest(NoSite);
        }

        return await Confirmation.FindFaultAsync(context.Request, siteId) is { } fault
            ? fault
            : Respond(await CallAsync(sites, siteId, grain => grain.EraseSite()));
    }

    private static async Task<Results<JsonHttpResult<ErasureListResponse>, ErrorResult>> ListAsync(
        HttpContext context, [FromRoute(Name = "site_id")] string _, SiteClient sites)
    {
        if (SiteRoute.ReadSiteId(context) is not { } siteId)
        {
            return ErrorResult.BadRequest(NoSite);
        }

        return await CallAsync(sites, siteId, site => site.List()) is { } list
            ? TypedResults.Json(ErasureListResponse.From(siteId, list), ApiJsonContext.Default.ErasureListResponse)
            : ErrorResult.Unavailable("The erasures are not available right now: the silos or PostgreSQL did not answer; try again");
    }

    private static Task<TResult?> CallAsync<TResult>(SiteClient sites, string siteId, Func<ISitePrivacyGrain, Task<TResult?>> call) =>
        sites.CallGrainAsync(grains => call(grains.GetSitePrivacy(siteId)));

    private static Results<ErasureAccepted, ErrorResult> Respond(ErasureView? erasure) =>
        erasure is null ? ErrorResult.Unavailable(NotRecorded) : new ErasureAccepted(ErasureResponse.From(erasure));
}
