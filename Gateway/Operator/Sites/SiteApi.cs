using Footfall.Answers;
using Footfall.Cluster;
using Footfall.Sites;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Footfall.Operator;

/// <summary>Where operators look at one site and its queue.</summary>
internal static class SiteApi
{
    private const int MostEntries = 200;
    private const int FewEntries = 50;
    private const string NoSite = "The path names no valid site id";

    public static void MapSiteApi(this IEndpointRouteBuilder group)
    {
        RouteGroupBuilder site = group.MapGroup("sites/{site_id}");
        site.MapGet("", GetAsync)
            .WithSummary("A site: its grain, streams and ledger")
            .WithDescription("Looking does not make the grain. What cannot be known, since PostgreSQL or Redis is away, is null.")
            .Produces<SiteAnswer>()
            .Produces<ErrorAnswer>(StatusCodes.Status400BadRequest)
            .Produces<ErrorAnswer>(StatusCodes.Status503ServiceUnavailable);
        site.MapGet("live", Follow)
            .WithSummary("The same, each time it changes")
            .WithDescription("Server-sent events: site, as /api/operator/sites/{site_id} answers, at most once a second.")
            .Produces<string>(StatusCodes.Status200OK, EventStream.MediaType)
            .Produces<ErrorAnswer>(StatusCodes.Status400BadRequest);
        site.MapGet("entries", ListEntriesAsync)
            .WithSummary("What is in the site's queue, oldest first")
            .WithDescription("At most 200 entries, fewer when they are large; next, as after, asks for those behind.")
            .Produces<EntriesAnswer>()
            .Produces<ErrorAnswer>(StatusCodes.Status400BadRequest)
            .Produces<ErrorAnswer>(StatusCodes.Status503ServiceUnavailable);
    }

    /// <summary>Null when no silo answers.</summary>
    public static async Task<SiteAnswer?> AnswerAsync(string siteId, SiteClient sites) =>
        await sites.AskGrainAsync<SiteView>(async grains => await grains.GetSiteDesk(siteId).Look()) is { } view
            ? SiteAnswer.From(siteId, view)
            : null;

    /// <summary>The answer about the site that the request's path names.</summary>
    public static async Task<Results<JsonHttpResult<SiteAnswer>, ErrorResult>> AnswerAsync(HttpContext context, SiteClient sites)
    {
        if (SiteRoute.ReadSiteId(context, SiteRoute.OperatorSegment) is not { } siteId)
        {
            return ErrorResult.BadRequest(NoSite);
        }

        return await AnswerAsync(siteId, sites) is { } answer
            ? TypedResults.Json(answer, AnswerJson.Default.SiteAnswer)
            : ErrorResult.Unavailable(SitesApi.Unavailable);
    }

    private static Task<Results<JsonHttpResult<SiteAnswer>, ErrorResult>> GetAsync(
        HttpContext context, [FromRoute(Name = "site_id")] string _, SiteClient sites) => AnswerAsync(context, sites);

    private static Results<EventStream, ErrorResult> Follow(
        HttpContext context, [FromRoute(Name = "site_id")] string _, OperatorFeeds feeds, TimeProvider clock) =>
        SiteRoute.ReadSiteId(context, SiteRoute.OperatorSegment) is { } siteId
            ? new EventStream(feeds.Site.FollowAsync(siteId, "site", context.RequestAborted), clock)
            : ErrorResult.BadRequest(NoSite);

    private static async Task<Results<JsonHttpResult<EntriesAnswer>, ErrorResult>> ListEntriesAsync(
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

        if (limit is < 1 or > MostEntries)
        {
            return ErrorResult.BadRequest($"limit must lie between 1 and {MostEntries}");
        }

        WaitingEntries? found = await sites.AskGrainAsync(grains => grains.GetSiteDesk(siteId)
            .ListEntries(string.IsNullOrEmpty(after) ? null : key, limit ?? FewEntries));
        return found is null
            ? ErrorResult.Unavailable("The queue is not available right now: the silos or Redis did not answer; try again")
            : TypedResults.Json(EntriesAnswer.From(found), AnswerJson.Default.EntriesAnswer);
    }
}
