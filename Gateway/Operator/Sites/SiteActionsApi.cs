using Footfall.Cluster;
using Footfall.Http;
using Footfall.Sites;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Footfall.Operator;

/// <summary>Maps the actions of operators on a site.</summary>
internal static class SiteActionsApi
{
    public static void MapSiteActionsApi(this IEndpointRouteBuilder group)
    {
        RouteGroupBuilder site = group.MapGroup("sites/{site_id}");
        site.MapPost("pause", PauseAsync)
            .WithSummary("Store nothing more of the site until it is resumed")
            .WithDescription("Events are accepted and wait, up to the site's limits. Lasts over restarts of everything.")
            .Describe();
        site.MapPost("resume", ResumeAsync)
            .WithSummary("End a pause; what waits is stored at once")
            .Describe();
        site.MapPost("deactivate", DeactivateAsync)
            .WithSummary("Deactivate the site's grain")
            .WithDescription("It is activated again by the next event or request.")
            .Describe();
        site.MapPost("move", MoveAsync)
            .WithSummary("Move the site's grain to another silo")
            .Describe()
            .Produces<ErrorResponse>(StatusCodes.Status409Conflict);
    }

    private static RouteHandlerBuilder Describe(this RouteHandlerBuilder action) => action
        .Produces<ActionResponse>()
        .Produces<ErrorResponse>(StatusCodes.Status400BadRequest)
        .Produces<ErrorResponse>(StatusCodes.Status503ServiceUnavailable);

    private static Task<Results<JsonHttpResult<ActionResponse>, ErrorResult>> PauseAsync(
        HttpContext context, [FromRoute(Name = "site_id")] string _, SiteClient sites) =>
        DoAsync(context, sites, site => site.Pause());

    private static Task<Results<JsonHttpResult<ActionResponse>, ErrorResult>> ResumeAsync(
        HttpContext context, [FromRoute(Name = "site_id")] string _, SiteClient sites) =>
        DoAsync(context, sites, site => site.Resume());

    private static Task<Results<JsonHttpResult<ActionResponse>, ErrorResult>> DeactivateAsync(
        HttpContext context, [FromRoute(Name = "site_id")] string _, SiteClient sites) =>
        DoAsync(context, sites, async site =>
        {
            await site.Deactivate();
            return true;
        });

    private static async Task<Results<JsonHttpResult<ActionResponse>, ErrorResult>> MoveAsync(
        HttpContext context, [FromRoute(Name = "site_id")] string _, string? silo, SiteClient sites)
    {
        if (SiteRoute.ReadSiteId(context, SiteRoute.OperatorSegment) is not { } siteId)
        {
            return NoSite();
        }

        if (string.IsNullOrEmpty(silo))
        {
            return ErrorResult.BadRequest("silo query parameter is required: the name of an active silo");
        }

        MoveOutcome? outcome = await sites.CallGrainAsync<MoveOutcome?>(
            async grains => await grains.GetSiteManagement(siteId).MoveTo(silo));
        return outcome switch
        {
            MoveOutcome.Done => Done(),
            MoveOutcome.NoSuchSilo => ErrorResult.BadRequest($"silo must name an active silo; {silo} is none"),
            MoveOutcome.NotThere => ErrorResult.Conflict("The grain was not moved within ten seconds; it keeps running on its silo"),
            _ => Unavailable(),
        };
    }

    private static async Task<Results<JsonHttpResult<ActionResponse>, ErrorResult>> DoAsync(
        HttpContext context, SiteClient sites, Func<ISiteGrain, Task<bool>> action)
    {
        if (SiteRoute.ReadSiteId(context, SiteRoute.OperatorSegment) is not { } siteId)
        {
            return NoSite();
        }

        return await sites.CallAsync(siteId, action) ? Done() : Unavailable();
    }

    private static JsonHttpResult<ActionResponse> Done() => TypedResults.Json(new ActionResponse(), ApiJsonContext.Default.ActionResponse);

    private static ErrorResult NoSite() => ErrorResult.BadRequest("The path names no valid site id");

    private static ErrorResult Unavailable() =>
        ErrorResult.Unavailable("The silos or PostgreSQL did not answer, so this may or may not be done; doing it again is safe");
}
