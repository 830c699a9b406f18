using System.Collections.Immutable;
using Footfall.Access;
using Footfall.Audit;
using Footfall.Cluster;
using Footfall.Http;
using Footfall.Sites;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Footfall.DeadLetters;

/// <summary>Maps the endpoints that list, replay and delete events that could not be stored.</summary>
internal static class DeadLetterApi
{
    private const int MaxPageSize = 1000;
    private const string Unavailable = "The dead letters are not available right now; try again";

    public static void MapDeadLetterApi(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder deadLetters = app.MapGroup("/api/sites/{site_id}/dead-letters").WithTags("Dead letters").AddEndpointFilter<AuditFilter>();
        deadLetters.MapGet("", ListAsync)
            .RequireReadAccess()
            .WithSummary("A site's dead letters, oldest first")
            .Produces<DeadLetterListResponse>()
            .Produces<ErrorResponse>(StatusCodes.Status400BadRequest)
            .Produces<ErrorResponse>(StatusCodes.Status503ServiceUnavailable);
        deadLetters.MapPost("{key}/replay", ReplayAsync)
            .RequireOperatorAccess()
            .WithSummary("Store its events, exactly once")
            .Describe();
        deadLetters.MapDelete("{key}", DeleteAsync)
            .RequireOperatorAccess()
            .WithSummary("Delete it; the ledger counts its events as refused")
            .WithDescription("site_id, in the query or in a JSON body, says once more what the path says.")
            .Describe();
        app.MapGet("/api/dead-letters", ListAllAsync)
            .RequireOperatorAccess()
            .WithTags("Dead letters")
            .WithSummary("Dead letters of all sites, the latest first")
            .Produces<DeadLetterListResponse>()
            .Produces<ErrorResponse>(StatusCodes.Status503ServiceUnavailable);
    }

    private static void Describe(this RouteHandlerBuilder change) => change
        .Produces<ActionResponse>()
        .Produces<ErrorResponse>(StatusCodes.Status400BadRequest)
        .Produces<ErrorResponse>(StatusCodes.Status404NotFound)
        .Produces<ErrorResponse>(StatusCodes.Status409Conflict)
        .Produces<ErrorResponse>(StatusCodes.Status503ServiceUnavailable);

    private static async Task<Results<JsonHttpResult<DeadLetterListResponse>, ErrorResult>> ListAsync(
        HttpContext context, [FromRoute(Name = "site_id")] string _, string? after, int? limit, SiteClient sites)
    {
        DeadLetterKey key = default;
        if (SiteRoute.ReadSiteId(context) is not { } siteId || (after is not null && !DeadLetterKey.TryParse(after, out key)))
        {
            return ErrorResult.BadRequest("The path names no valid site id, or after is not the key of a dead letter");
        }

        int pageSize = Math.Clamp(limit ?? 100, 1, MaxPageSize);
        ImmutableArray<StoredDeadLetter>? found = await sites.CallAsync(siteId, site => site.ListDeadLetters(after is null ? null : key, pageSize));
        return Respond(found, pageSize);
    }

    private static async Task<Results<JsonHttpResult<DeadLetterListResponse>, ErrorResult>> ListAllAsync(int? limit, SiteClient sites)
    {
        ImmutableArray<StoredDeadLetter>? found =
            await sites.CallInstallationAsync(all => all.ListDeadLetters(Math.Clamp(limit ?? 100, 1, MaxPageSize)));
        return Respond(found, int.MaxValue);
    }

    private static Task<Results<JsonHttpResult<ActionResponse>, ErrorResult>> ReplayAsync(
        HttpContext context, [FromRoute(Name = "site_id")] string _, string key, SiteClient sites) =>
        ChangeAsync(context, key, sites, (site, deadLetter) => site.ReplayDeadLetter(deadLetter));

    private static Task<Results<JsonHttpResult<ActionResponse>, ErrorResult>> DeleteAsync(
        HttpContext context, [FromRoute(Name = "site_id")] string _, [FromQuery(Name = "site_id")] string? confirmed, string key, SiteClient sites) =>
        ChangeAsync(context, key, sites, (site, deadLetter) => site.DeleteDeadLetter(deadLetter), isConfirmed: true);

    private static async Task<Results<JsonHttpResult<ActionResponse>, ErrorResult>> ChangeAsync(
        HttpContext context, string key, SiteClient sites, Func<ISiteGrain, DeadLetterKey, Task<DeadLetterOutcome>> change, bool isConfirmed = false)
    {
        if (SiteRoute.ReadSiteId(context) is not { } siteId || !DeadLetterKey.TryParse(key, out DeadLetterKey deadLetter))
        {
            return ErrorResult.BadRequest("The path names no valid site id, or no key of a dead letter");
        }

        if (isConfirmed && await Confirmation.FindFaultAsync(context.Request, siteId) is { } fault)
        {
            return fault;
        }

        DeadLetterOutcome? outcome = await sites.CallAsync<DeadLetterOutcome?>(siteId, async site => await change(site, deadLetter));
        return outcome switch
        {
            DeadLetterOutcome.Done => TypedResults.Json(new ActionResponse(), ApiJsonContext.Default.ActionResponse),
            DeadLetterOutcome.NotFound => ErrorResult.NotFound("The site has no dead letter of that key"),
            DeadLetterOutcome.StillDead => ErrorResult.Conflict("It still cannot be stored; see its reason and detail"),
            _ => ErrorResult.Unavailable(Unavailable),
        };
    }

    private static Results<JsonHttpResult<DeadLetterListResponse>, ErrorResult> Respond(ImmutableArray<StoredDeadLetter>? found, int pageSize) =>
        found is not { } deadLetters
            ? ErrorResult.Unavailable(Unavailable)
            : TypedResults.Json(
                new DeadLetterListResponse([.. deadLetters.Select(DeadLetterResponse.From)], deadLetters.Length == pageSize ? deadLetters[^1].Key.ToString() : null),
                ApiJsonContext.Default.DeadLetterListResponse);
}
