using Footfall.Access;
using Footfall.Audit;
using Footfall.Cluster;
using Footfall.Http;
using Footfall.Sites;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Footfall.Privacy;

/// <summary>Maps the endpoints that export and erase the data of a user or a visitor, erase whole sites, and report the progress.</summary>
internal static class PrivacyApi
{
    /// <summary>Clients resolve <c>/api/sites/shop/users/..</c> to <c>/api/sites/shop/</c>, which must not erase the site.</summary>
    private const string MoreThanSite = "The path continues after the site id; to erase a user whose id is . or .., use /api/sites/{site_id}/users?user_id=..";

    private const string NotRecorded =
        "The silos, PostgreSQL or Redis did not answer, so the erasure may or may not have been recorded; repeating it is safe";

    /// <summary>How long an export waits for previously accepted events.</summary>
    private static readonly TimeSpan ExportWait = TimeSpan.FromSeconds(10);

    public static void MapPrivacyApi(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder site = app.MapGroup("/api/sites/{site_id}").WithTags("Privacy").RequireOperatorAccess().AddEndpointFilter<AuditFilter>();
        foreach (string route in (string[])["users/{user_id}", "users"])
        {
            site.MapGet(route, ExportAsync)
                .WithSummary("Export all events of a user of the site, one per line")
                .WithDescription("Includes every event that was accepted before the request; 503 if some of them are not stored within ten seconds. The route with user_id in the query is for ids that cannot be in a path.")
                .Produces<UserEventResponse>(StatusCodes.Status200OK, UserExport.ContentType);
            site.MapDelete(route, EraseUserAsync)
                .WithSummary("Erase a user of the site")
                .WithDescription("Erases all events that were accepted before the request, stored or queued, and the statistics computed from them; later events stay. site_id and user_id, in the query or in a JSON body, must repeat those in the path. The route with user_id in the query is for ids that cannot be in a path.")
                .ProducesBodyErrors();
        }

        site.MapGet("visitors/{visitor}", ExportVisitorAsync)
            .WithSummary("Export all events of a visitor without a user id, one per line")
            .WithDescription("POST /api/operator/sites/{site_id}/visitors/lookup finds the visitor. Includes every event that was accepted before the request; 503 if some of them are not stored within ten seconds.")
            .Produces<UserEventResponse>(StatusCodes.Status200OK, UserExport.ContentType);
        site.MapDelete("visitors/{visitor}", EraseVisitorAsync)
            .WithSummary("Erase a visitor without a user id")
            .WithDescription("Erases all events of the visitor that were accepted before the request, stored or queued, and the statistics computed from them; later events stay. site_id and visitor, in the query or in a JSON body, must repeat those in the path.")
            .ProducesBodyErrors();
        site.MapDelete("", EraseSiteAsync)
            .WithSummary("Erase all events of the site")
            .WithDescription("Erases all events that were accepted before the request; later events stay. site_id, in the query or in a JSON body, must repeat the one in the path.")
            .ProducesBodyErrors();
        site.MapGet("erasures", ListAsync)
            .WithSummary("List the site's erasures and their progress")
            .WithDescription("Includes the progress of the site's retention. Records of finished erasures stay for 90 days and contain no ids of users or visitors.");
    }

    private static Task<Results<UserExport, ErrorResult>> ExportAsync(
        RouteUser user, [FromQuery(Name = "user_id")] string? named, SiteClient sites) =>
        ExportPersonAsync(user.SiteId, new ExportedPerson.ByUserId(user.UserId), sites);

    private static Task<Results<UserExport, ErrorResult>> ExportVisitorAsync(RouteVisitor person, SiteClient sites) =>
        ExportPersonAsync(person.SiteId, new ExportedPerson.ByVisitor(person.Visitor, person.Text), sites);

    private static async Task<Results<UserExport, ErrorResult>> ExportPersonAsync(string siteId, ExportedPerson person, SiteClient sites)
    {
        UserEventCursor? start = await CallAsync(sites, siteId, site => site.BeginRead(ExportWait));
        return start is null
            ? ErrorResult.Unavailable("Not every event accepted before the request is stored yet, or the silos, PostgreSQL or Redis do not answer; try again")
            : new UserExport(siteId, person, start, sites);
    }

    private static async Task<Results<Accepted<ErasureView>, ErrorResult>> EraseUserAsync(
        RouteUser user,
        [FromQuery(Name = "site_id")] string? confirmedSite,
        [FromQuery(Name = "user_id")] string? confirmedUser,
        HttpContext context,
        SiteClient sites) =>
        await Confirmation.FindFaultAsync(context.Request, user.SiteId, user.UserId) is { } fault
            ? fault
            : await EraseAsync(sites, user.SiteId, grain => grain.EraseUser(new SiteUser(user.UserId)));

    private static async Task<Results<Accepted<ErasureView>, ErrorResult>> EraseVisitorAsync(
        RouteVisitor person,
        [FromQuery(Name = "site_id")] string? confirmedSite,
        [FromQuery(Name = "visitor")] string? confirmedVisitor,
        HttpContext context,
        SiteClient sites) =>
        await Confirmation.FindFaultAsync(context.Request, person.SiteId, visitor: person.Text) is { } fault
            ? fault
            : await EraseAsync(sites, person.SiteId, grain => grain.EraseVisitor(new SiteVisitor(person.Visitor)));

    private static async Task<Results<Accepted<ErasureView>, ErrorResult>> EraseSiteAsync(
        RouteSiteId siteId, [FromQuery(Name = "site_id")] string? confirmed, HttpContext context, SiteClient sites)
    {
        if (SiteRoute.ReadSegment(context, SiteRoute.Segment + 1) is not null)
        {
            return ErrorResult.BadRequest(MoreThanSite);
        }

        return await Confirmation.FindFaultAsync(context.Request, siteId) is { } fault
            ? fault
            : await EraseAsync(sites, siteId, grain => grain.EraseSite());
    }

    private static async Task<Results<Ok<ErasureListResponse>, ErrorResult>> ListAsync(RouteSiteId siteId, SiteClient sites) =>
        await CallAsync(sites, siteId, site => site.List()) is { } list
            ? TypedResults.Ok(ErasureListResponse.From(siteId, list))
            : ErrorResult.Unavailable("The erasures are not available right now: the silos or PostgreSQL did not answer; try again");

    private static Task<TResult?> CallAsync<TResult>(SiteClient sites, string siteId, Func<ISitePrivacyGrain, Task<TResult?>> call) =>
        sites.CallGrainAsync(grains => call(grains.GetSitePrivacy(siteId)));

    private static async Task<Results<Accepted<ErasureView>, ErrorResult>> EraseAsync(
        SiteClient sites, string siteId, Func<ISitePrivacyGrain, Task<ErasureView?>> call) =>
        await CallAsync(sites, siteId, call) is { } erasure ? TypedResults.Accepted((string?)null, erasure) : ErrorResult.Unavailable(NotRecorded);
}

/// <summary>The current erasures of a site, and those of the last 90 days.</summary>
/// <param name="SiteId">The site.</param>
/// <param name="Erasures">The erasures, latest first, at most 100.</param>
/// <param name="Retention">The retention of its events.</param>
internal sealed record ErasureListResponse(string SiteId, IReadOnlyList<ErasureView> Erasures, RetentionView Retention)
{
    public static ErasureListResponse From(string siteId, ErasureList list) =>
        new(siteId, list.Erasures, list.Retention);
}
