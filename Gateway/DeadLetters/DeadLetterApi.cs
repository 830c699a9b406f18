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
            .WithSummary("List a site's dead letters, oldest first");
        deadLetters.MapPost("{key}/replay", ReplayAsync)
            .RequireOperatorAccess()
            .WithSummary("Replay a dead letter: store its events, exactly once")
            .Describe();
        deadLetters.MapDelete("{key}", DeleteAsync)
            .RequireOperatorAccess()
            .WithSummary("Delete a dead letter; the ledger counts its events as refused")
            .WithDescription("site_id, in the query or in a JSON body, must repeat the one in the path.")
            .ProducesBodyErrors()
            .Describe();
        app.MapGet("/api/dead-letters", ListAllAsync)
            .RequireOperatorAccess()
            .WithTags("Dead letters")
            .WithSummary("List the dead letters of all sites, latest first");
    }

    private static void Describe(this RouteHandlerBuilder change) => change
        .ProducesErrors(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict);

    private static async Task<Results<Ok<DeadLetterListResponse>, ErrorResult>> ListAsync(
        RouteSiteId siteId, string? after, int? limit, SiteClient sites)
    {
        DeadLetterKey key = default;
        if (after is not null && !DeadLetterKey.TryParse(after, out key))
        {
            return ErrorResult.BadRequest("after is not the key of a dead letter");
        }

        int pageSize = Math.Clamp(limit ?? 100, 1, MaxPageSize);
        ImmutableArray<StoredDeadLetter>? found = await sites.CallAsync(siteId, site => site.ListDeadLetters(after is null ? null : key, pageSize));
        return Respond(found, pageSize);
    }

    private static async Task<Results<Ok<DeadLetterListResponse>, ErrorResult>> ListAllAsync(int? limit, SiteClient sites)
    {
        ImmutableArray<StoredDeadLetter>? found =
            await sites.CallInstallationAsync(all => all.ListDeadLetters(Math.Clamp(limit ?? 100, 1, MaxPageSize)));
        return Respond(found, int.MaxValue);
    }

    private static Task<Results<Ok<ActionResponse>, ErrorResult>> ReplayAsync(
        RouteSiteId siteId, string key, HttpContext context, SiteClient sites) =>
        ChangeAsync(siteId, key, context, sites, (site, deadLetter) => site.ReplayDeadLetter(deadLetter));

    private static Task<Results<Ok<ActionResponse>, ErrorResult>> DeleteAsync(
        RouteSiteId siteId, [FromQuery(Name = "site_id")] string? confirmed, string key, HttpContext context, SiteClient sites) =>
        ChangeAsync(siteId, key, context, sites, (site, deadLetter) => site.DeleteDeadLetter(deadLetter), isConfirmed: true);

    private static async Task<Results<Ok<ActionResponse>, ErrorResult>> ChangeAsync(
        string siteId, string key, HttpContext context, SiteClient sites, Func<ISiteGrain, DeadLetterKey, Task<DeadLetterOutcome>> change, bool isConfirmed = false)
    {
        if (!DeadLetterKey.TryParse(key, out DeadLetterKey deadLetter))
        {
            return ErrorResult.BadRequest("The dead letter's key in the path is invalid");
        }

        if (isConfirmed && await Confirmation.FindFaultAsync(context.Request, siteId) is { } fault)
        {
            return fault;
        }

        DeadLetterOutcome? outcome = await sites.CallAsync<DeadLetterOutcome?>(siteId, async site => await change(site, deadLetter));
        return outcome switch
        {
            DeadLetterOutcome.Done => TypedResults.Ok(new ActionResponse()),
            DeadLetterOutcome.NotFound => ErrorResult.NotFound("The site has no dead letter with that key"),
            DeadLetterOutcome.StillDead => ErrorResult.Conflict("The dead letter still cannot be stored; see its reason and detail"),
            _ => ErrorResult.Unavailable(Unavailable),
        };
    }

    private static Results<Ok<DeadLetterListResponse>, ErrorResult> Respond(ImmutableArray<StoredDeadLetter>? found, int pageSize) =>
        found is not { } deadLetters
            ? ErrorResult.Unavailable(Unavailable)
            : TypedResults.Ok(new DeadLetterListResponse([.. deadLetters.Select(DeadLetterResponse.From)], deadLetters.Length == pageSize ? deadLetters[^1].Key.ToString() : null));
}
