using Footfall.Cluster;
using Footfall.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Footfall.Operator;

/// <summary>Maps the endpoints from which operators list all sites.</summary>
internal static class SitesApi
{
    public const string Unavailable = "The sites are not available right now: the silos, PostgreSQL or Redis did not answer; try again";

    public static void MapSitesApi(this IEndpointRouteBuilder group)
    {
        group.MapGet("sites", GetAsync)
            .WithSummary("List all sites, with search, sorting and paging")
            .WithDescription(
                "sort is site_id, rate, queued, oldest, last_commit, stored, refused, duplicates or dead; direction asc or desc. search matches part of "
                + "the id, ignoring case. The figures are as of as_of, which advances every second, or every few seconds with very many sites.");
        group.MapGet("sites/live", FollowAsync)
            .WithSummary("Stream the list of sites on every change")
            .WithDescription("Server-sent events: sites, with the response of /api/operator/sites. The site with the id live is at /api/operator/sites/%6Cive.")
            .Produces<string>(StatusCodes.Status200OK, EventStream.MediaType)
            .ProducesErrors(StatusCodes.Status400BadRequest, StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<Results<Ok<SiteListResponse>, ErrorResult>> GetAsync(
        string? search, string? sort, string? direction, int? offset, int? limit, SiteClient sites)
    {
        if (SiteQueries.TryRead(search, sort, direction, offset, limit, out SiteQuery query) is { } fault)
        {
            return ErrorResult.BadRequest(fault);
        }

        SitePage? page = await SiteQueries.CallAsync(sites, query);
        return page is null
            ? ErrorResult.Unavailable(Unavailable)
            : TypedResults.Ok(SiteListResponse.From(page, query));
    }

    private static async Task<IResult> FollowAsync(
        HttpContext context, string? search, string? sort, string? direction, int? offset, int? limit, OperatorFeeds feeds, SiteClient sites, TimeProvider timeProvider)
    {
        if (SiteRoute.ReadSegment(context, SiteRoute.OperatorSegment) != "live")
        {
            return SiteRoute.ReadSiteId(context, SiteRoute.OperatorSegment) is { } siteId
                ? await SiteApi.GetAsync(new RouteSiteId(siteId), sites)
                : ErrorResult.BadRequest(RouteSiteId.Fault);
        }

        return SiteQueries.TryRead(search, sort, direction, offset, limit, out SiteQuery query) is { } fault
            ? ErrorResult.BadRequest(fault)
            : new EventStream(feeds.Sites.FollowAsync(query, "sites", context.RequestAborted), timeProvider);
    }
}

/// <summary>A page of sites.</summary>
/// <param name="AsOf">The time of the data; refreshed every second, with very many sites every few seconds.</param>
/// <param name="Total">The number of sites.</param>
/// <param name="Found">The number of sites that match the search.</param>
/// <param name="Offset">The number of matches before this page.</param>
/// <param name="Sites">The sites of this page.</param>
internal sealed record SiteListResponse(DateTimeOffset AsOf, int Total, int Found, int Offset, IReadOnlyList<SiteRow> Sites)
{
    public static SiteListResponse From(SitePage page, SiteQuery query) =>
        new(page.AsOf, page.Total, page.Found, query.Offset, page.Sites);
}
