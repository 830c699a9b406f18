using Footfall.Cluster;
using Footfall.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Footfall.Operator;

/// <summary>Maps the endpoints from which operators read one site and its queue.</summary>
internal static class SiteApi
{
    private const int MaxEntries = 200;
    private const int DefaultEntries = 50;

    public static void MapSiteApi(this IEndpointRouteBuilder group)
    {
        RouteGroupBuilder site = group.MapGroup("sites/{site_id}");
        site.MapGet("", GetAsync)
            .WithSummary("Read a site's grain, streams and ledger")
            .WithDescription("Reading does not activate the grain. Values that PostgreSQL or Redis cannot give because it is away are null.");
        site.MapGet("live", Follow)
            .WithSummary("Stream a site's grain, streams and ledger on every change")
            .WithDescription("Server-sent events: site, with the response of /api/operator/sites/{site_id}, at most once a second.")
            .ProducesErrors(StatusCodes.Status400BadRequest, StatusCodes.Status503ServiceUnavailable);
        site.MapGet("entries", ListEntriesAsync)
            .WithSummary("List the entries of the site's queue, oldest first")
            .WithDescription("At most 200 entries, fewer if they are large. Pass next as after to read the following ones.");
    }

    /// <summary>Returns a site's status; null when no silo responds.</summary>
    public static async Task<SiteResponse?> RespondAsync(string siteId, SiteClient sites) =>
        await sites.CallGrainAsync<SiteView>(async grains => await grains.GetSiteManagement(siteId).GetStatus()) is { } view
            ? SiteResponse.From(siteId, view)
            : null;

    /// <summary>Returns a site's status as a response.</summary>
    public static async Task<Results<Ok<SiteResponse>, ErrorResult>> GetAsync(RouteSiteId siteId, SiteClient sites) =>
        await RespondAsync(siteId, sites) is { } answer ? TypedResults.Ok(answer) : ErrorResult.Unavailable(SitesApi.Unavailable);

    private static EventStream Follow(RouteSiteId siteId, HttpContext context, OperatorFeeds feeds, TimeProvider timeProvider) =>
        new(feeds.Site.FollowAsync(siteId, "site", context.RequestAborted), timeProvider);

    private static async Task<Results<Ok<WaitingEntryListResponse>, ErrorResult>> ListEntriesAsync(
        RouteSiteId siteId, string? after, int? limit, SiteClient sites)
    {
        EntryKey key = default;
        if (!string.IsNullOrEmpty(after) && !EntryKey.TryParse(after, out key))
        {
            return ErrorResult.BadRequest("after must be the key of an entry: epoch-ms-seq");
        }

        if (limit is < 1 or > MaxEntries)
        {
            return ErrorResult.BadRequest($"limit must be between 1 and {MaxEntries}");
        }

        WaitingEntries? found = await sites.CallGrainAsync(grains => grains.GetSiteManagement(siteId)
            .ListEntries(string.IsNullOrEmpty(after) ? null : key, limit ?? DefaultEntries));
        return found is null
            ? ErrorResult.Unavailable("The queue is not available right now: the silos or Redis did not answer; try again")
            : TypedResults.Ok(WaitingEntryListResponse.From(found));
    }
}
