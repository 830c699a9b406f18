using Footfall.Cluster;
using Footfall.Http;
using Footfall.Sites;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Footfall.Operator;

/// <summary>Maps the endpoints from which operators read one site and its queue.</summary>
internal static class SiteApi
{
    private const int MaxEntries = 200;
    private const int DefaultEntries = 50;
    private const string NoSite = "The path names no valid site id";

    public static void MapSiteApi(this IEndpointRouteBuilder group)
    {
        RouteGroupBuilder site = group.MapGroup("sites/{site_id}");
        site.MapGet("", GetAsync)
            .WithSummary("A site: its grain, streams and ledger")
            .WithDescription("Reading this does not activate the grain. What cannot be known, since PostgreSQL or Redis is away, is null.")
            .Produces<SiteResponse>()
            .Produces<ErrorResponse>(StatusCodes.Status400BadRequest)
            .Produces<ErrorResponse>(StatusCodes.Status503ServiceUnavailable);
        site.MapGet("live", Follow)
            .WithSummary("The same, each time it changes")
            .WithDescription("Server-sent events: site, as /api/operator/sites/{site_id} answers, at most once a second.")
            .Produces<string>(StatusCodes.Status200OK, EventStream.MediaType)
            .Produces<ErrorResponse>(StatusCodes.Status400BadRequest);
        site.MapGet("entries", ListEntriesAsync)
            .WithSummary("What is in the site's queue, oldest first")
            .WithDescription("At most 200 entries, fewer when they are large; next, as after, asks for those behind.")
            .Produces<WaitingEntryListResponse>()
            .Produces<ErrorResponse>(StatusCodes.Status400BadRequest)
            .Produces<ErrorResponse>(StatusCodes.Status503ServiceUnavailable);
    }

    /// <summary>Returns a site's status; null when no silo responds.</summary>
    public static async Task<SiteResponse?> RespondAsync(string siteId, SiteClient sites) =>
        await sites.CallGrainAsync<SiteView>(async grains => await grains.GetSiteManagement(siteId).GetStatus()) is { } view
            ? SiteResponse.From(siteId, view)
            : null;

    /// <summary>Returns the status of the site that the request's path names.</summary>
    public static async Task<Results<JsonHttpResult<SiteResponse>, ErrorResult>> RespondAsync(HttpContext context, SiteClient sites)
    {
        if (SiteRoute.ReadSiteId(context, SiteRoute.OperatorSegment) is not { } siteId)
        {
            return ErrorResult.BadRequest(NoSite);
        }

        return await RespondAsync(siteId, sites) is { } answer
            ? TypedResults.Json(answer, ApiJsonContext.Default.SiteResponse)
            : ErrorResult.Unavailable(SitesApi.Unavailable);
    }

    private static Task<Results<JsonHttpResult<SiteResponse>, ErrorResult>> GetAsync(
        HttpContext context, [FromRoute(Name = "site_id")] string _, SiteClient sites) => RespondAsync(context, sites);

    private static Results<EventStream, ErrorResult> Follow(
        HttpContext context, [FromRoute(Name = "site_id")] string _, OperatorFeeds feeds, TimeProvider timeProvider) =>
        SiteRoute.ReadSiteId(context, SiteRoute.OperatorSegment) is { } siteId
            ? new EventStream(feeds.Site.FollowAsync(siteId, "site", context.RequestAborted), timeProvider)
            : ErrorResult.BadRequest(NoSite);

    private static async Task<Results<JsonHttpResult<WaitingEntryListResponse>, ErrorResult>> ListEntriesAsync(
        HttpContext context, [FromRoute(Name = "site_id")] string _, string? after, int? limit, SiteClient sites)
    {
        EntryKey key = default;
        if (SiteRoute.ReadSiteId(context, SiteRoute.OperatorSegment) is not { } siteId)
        {
            return ErrorResult.BadRequest(NoSite);
        }

        if (!string.IsNullOrEmpty(after) && !EntryKey.TryParse(after, out key))
        {
            return ErrorResult.BadRequest("after must be the key of an entry: epoch-ms-seq");
        }

        if (limit is < 1 or > MaxEntries)
        {
            return ErrorResult.BadRequest($"limit must lie between 1 and {MaxEntries}");
        }

        WaitingEntries? found = await sites.CallGrainAsync(grains => grains.GetSiteManagement(siteId)
            .ListEntries(string.IsNullOrEmpty(after) ? null : key, limit ?? DefaultEntries));
        return found is null
            ? ErrorResult.Unavailable("The queue is not available right now: the silos or Redis did not answer; try again")
            : TypedResults.Json(WaitingEntryListResponse.From(found), ApiJsonContext.Default.WaitingEntryListResponse);
    }
}
