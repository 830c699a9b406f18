using Footfall.Cluster;
using Footfall.Days;
using Footfall.Http;
using Footfall.Sites;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Footfall.Operator;

/// <summary>Maps the actions of operators on a site.</summary>
internal static class SiteActionsApi
{
    public static void MapSiteActionsApi(this IEndpointRouteBuilder group)
    {
        RouteGroupBuilder site = group.MapGroup("sites/{site_id}");
        site.MapPost("pause", PauseAsync)
            .WithSummary("Pause a site: store none of its events until it is resumed")
            .WithDescription("Events are accepted and wait in the queue, up to the site's limits. The pause outlasts restarts.");
        site.MapPost("resume", ResumeAsync)
            .WithSummary("Resume a site: store its waiting events at once");
        site.MapPost("deactivate", DeactivateAsync)
            .WithSummary("Deactivate the site's grain")
            .WithDescription("It is activated again by the next event or request.");
        site.MapPost("move", MoveAsync)
            .WithSummary("Move the site's grain to another silo")
            .ProducesErrors(StatusCodes.Status409Conflict);
        site.MapPost("audit", AuditAsync)
            .WithSummary("Count a site's days again from its stored events, and compare them with the answers")
            .WithDescription(
                "Reads all events of the site, which may take minutes. mend=true also builds the days again that differ; left is then the number of "
                + "figures that still do. Days of months that are detached from the table differ, and stay as they are.");
    }

    private static Task<Results<Ok<ActionResponse>, ErrorResult>> PauseAsync(RouteSiteId siteId, SiteClient sites) =>
        DoAsync(siteId, sites, site => site.Pause());

    private static Task<Results<Ok<ActionResponse>, ErrorResult>> ResumeAsync(RouteSiteId siteId, SiteClient sites) =>
        DoAsync(siteId, sites, site => site.Resume());

    private static Task<Results<Ok<ActionResponse>, ErrorResult>> DeactivateAsync(RouteSiteId siteId, SiteClient sites) =>
        DoAsync(siteId, sites, async site =>
        {
            await site.Deactivate();
            return true;
        });

    private static async Task<Results<Ok<ActionResponse>, ErrorResult>> MoveAsync(RouteSiteId siteId, string? silo, SiteClient sites)
    {
        if (string.IsNullOrEmpty(silo))
        {
            return ErrorResult.BadRequest("silo query parameter is required: the name of an active silo");
        }

        MoveOutcome? outcome = await sites.CallGrainAsync<MoveOutcome?>(
            async grains => await grains.GetSiteManagement(siteId).MoveTo(silo));
        return outcome switch
        {
            MoveOutcome.Done => Done(),
            MoveOutcome.NoSuchSilo => ErrorResult.BadRequest($"silo must name an active silo; {silo} is not one"),
            MoveOutcome.NotThere => ErrorResult.Conflict("The grain was not moved within ten seconds; it keeps running on its silo"),
            _ => Unavailable(),
        };
    }

    private static async Task<Results<Ok<AuditResult>, ErrorResult>> AuditAsync(RouteSiteId siteId, bool? mend, SiteClient sites) =>
        await sites.CallGrainAsync(grains => grains.GetSiteManagement(siteId).AuditDays(mend ?? false)) is { } result
            ? TypedResults.Ok(result)
            : ErrorResult.Unavailable("The days could not be compared: the silos or PostgreSQL did not answer in time, or the days are being counted; repeating it is safe");

    private static async Task<Results<Ok<ActionResponse>, ErrorResult>> DoAsync(string siteId, SiteClient sites, Func<ISiteGrain, Task<bool>> action) =>
        await sites.CallAsync(siteId, action) ? Done() : Unavailable();

    private static Ok<ActionResponse> Done() => TypedResults.Ok(new ActionResponse());

    private static ErrorResult Unavailable() =>
        ErrorResult.Unavailable("The silos or PostgreSQL did not answer, so the action may or may not have been carried out; repeating it is safe");
}
