using Footfall.Cluster;
using Footfall.Http;
using Footfall.Sites;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Footfall.Operator;

/// <summary>Maps the endpoints from which operators list all sites.</summary>
internal static class SitesApi
{
    public const string Unavailable = "The sites are not available right now: the silos, PostgreSQL or Redis did not answer; try again";

    public static void MapSitesApi(this IEndpointRouteBuilder group)
    {
        group.MapGet("sites", GetAsync)
            .WithSummary("All sites, searched, sorted and paged")
            .WithDescription(
                "sort is site_id, rate, queued, oldest, last_commit, stored, refused, duplicates or dead; direction asc or desc. search is a part of "
                + "the id, whatever its case. The figures are of as_of, which moves every second, with very many sites every few seconds.")
            .Produces<SiteListResponse>()
            .Produces<ErrorResponse>(StatusCodes.Status400BadRequest)
            .Produces<ErrorResponse>(StatusCodes.Status503ServiceUnavailable);
        group.MapGet("sites/live", FollowAsync)
            .WithSummary("The same, each time it changes")
            .WithDescription("Server-sent events: sites, as /api/operator/sites answers. A site of the id live is at /api/operator/sites/%6Cive.")
            .Produces<string>(StatusCodes.Status200OK, EventStream.MediaType)
            .Produces<ErrorResponse>(StatusCodes.Status400BadRequest);
    }

    private static async Task<Results<JsonHttpResult<SiteListResponse>, ErrorResult>> GetAsync(
        string? search, string? sort, string? direction, int? offset, int? limit, SiteClient sites)
    {
        if (SiteQueries.TryRead(search, sort, direction, offset, limit, out SiteQuery query) is { } fault)
        {
            return ErrorResult.BadRequest(fault);
        }

        SitePage? page = await SiteQueries.CallAsync(sites, query);
        return page is null
            ? ErrorResult.Unavailable(Unavailable)
            : TypedResults.Json(SiteListResponse.From(page, query), ApiJsonContext.Default.SiteListResponse);
    }

    private static async Task<IResult> FollowAsync(
        HttpContext context, string? search, string? sort, string? direction, int? offset, int? limit, OperatorFeeds feeds, SiteClient sites, TimeProvider timeProvider)
    {
        if (SiteRoute.ReadSegment(context, SiteRoute.OperatorSegment) != "live")
        {
            return await SiteApi.RespondAsync(context, sites);
        }

        return SiteQueries.TryRead(search, sort, direction, offset, limit, out SiteQuery query) is { } fault
            ? ErrorResult.BadRequest(fault)
            : new EventStream(feeds.Sites.FollowAsync(query, "sites", context.RequestAborted), timeProvider);
    }
}
