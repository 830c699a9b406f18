using System.Collections.Immutable;
using Footfall.Access;
using Footfall.Answers;
using Footfall.Cluster;
using Footfall.Sites;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Footfall.DeadLetters;

/// <summary>Where events that could not be stored are looked at, replayed and given up.</summary>
internal static class DeadLetterApi
{
    private const int MostAtOnce = 1000;
    private const string Unavailable = "The dead letters are not available right now; try again";

    public static void MapDeadLetterApi(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder letters = app.MapGroup("/api/sites/{site_id}/dead-letters").WithTags("Dead letters").AddEndpointFilter<ActFilter>();
        letters.MapGet("", ListAsync)
            .ForReaders()
            .WithSummary("A site's dead letters, oldest first")
            .Produces<DeadLettersAnswer>()
            .Produces<ErrorAnswer>(StatusCodes.Status400BadRequest)
            .Produces<ErrorAnswer>(StatusCodes.Status503ServiceUnavailable);
        letters.MapPost("{key}/replay", ReplayAsync)
            .ForOperators()
            .WithSummary("Store its events, exactly once")
            .Describe();
        letters.MapDelete("{key}", DeleteAsync)
            .ForOperators()
            .WithSummary("Give it up; the ledger counts its events as refused")
            .WithDescription("site_id, in the query or in a JSON body, says once more what the path says.")
            .Describe();
        app.MapGet("/api/dead-letters", ListAllAsync)
            .ForOperators()
            .WithTags("Dead letters")
            .WithSummary("Dead letters of all sites, the latest first")
            .Produces<DeadLettersAnswer>()
            .Produces<ErrorAnswer>(StatusCodes.Status503ServiceUnavailable);
    }

    private static void Describe(this RouteHandlerBuilder change) => change
        .Produces<DoneAnswer>()
        .Produces<ErrorAnswer>(StatusCodes.Status400BadRequest)
        .Produces<ErrorAnswer>(StatusCodes.Status404NotFound)
        .Produces<ErrorAnswer>(StatusCodes.Status409Conflict)
        .Produces<ErrorAnswer>(StatusCodes.Status503ServiceUnavailable);

    private static async Task<Results<JsonHttpResult<DeadLettersAnswer>, ErrorResult>> ListAsync(
        HttpContext context, [FromRoute(Name = "site_id")] string _, string? after, int? limit, SiteClient sites)
    {
        DeadLetterKey key = default;
        if (SiteRoute.ReadSiteId(context) is not { } siteId || (after is not null && !DeadLetterKey.TryParse(after, out key)))
        {
            return ErrorResult.BadRequest("The path names no valid site id, or after is not the key of a dead letter");
        }

        int most = Math.Clamp(limit ?? 100, 1, MostAtOnce);
        ImmutableArray<KeptDeadLetter>? found = await sites.AskAsync(siteId, site => site.ListDeadLetters(after is null ? null : key, most));
        return Answer(found, most);
    }

    private static async Task<Results<JsonHttpResult<DeadLettersAnswer>, ErrorResult>> ListAllAsync(int? limit, SiteClient sites)
    {
        ImmutableArray<KeptDeadLetter>? found =
            await sites.AskAllAsync(all => all.ListDeadLetters(Math.Clamp(limit ?? 100, 1, MostAtOnce)));
        return Answer(found, int.MaxValue);
    }

    private static Task<Results<JsonHttpResult<DoneAnswer>, ErrorResult>> ReplayAsync(
        HttpContext context, [FromRoute(Name = "site_id")] string _, string key, SiteClient sites) =>
        ChangeAsync(context, key, sites, (site, letter) => site.ReplayDeadLetter(letter));

    private static Task<Results<JsonHttpResult<DoneAnswer>, ErrorResult>> DeleteAsync(
        HttpContext context, [FromRoute(Name = "site_id")] string _, [FromQuery(Name = "site_id")] string? confirmed, string key, SiteClient sites) =>
        ChangeAsync(context, key, sites, (site, letter) => site.DeleteDeadLetter(letter), isConfirmed: true);

    private static async Task<Results<JsonHttpResult<DoneAnswer>, ErrorResult>> ChangeAsync(
        HttpContext context, string key, SiteClient sites, Func<ISiteGrain, DeadLetterKey, Task<DeadLetterOutcome>> change, bool isConfirmed = false)
    {
        if (SiteRoute.ReadSiteId(context) is not { } siteId || !DeadLetterKey.TryParse(key, out DeadLetterKey letter))
        {
            return ErrorResult.BadRequest("The path names no valid site id, or no key of a dead letter");
        }

        if (isConfirmed && await Confirmation.FindFaultAsync(context.Request, siteId) is { } fault)
        {
            return fault;
        }

        DeadLetterOutcome? outcome = await sites.AskAsync<DeadLetterOutcome?>(siteId, async site => await change(site, letter));
        return outcome switch
        {
            DeadLetterOutcome.Done => TypedResults.Json(new DoneAnswer(), AnswerJson.Default.DoneAnswer),
            DeadLetterOutcome.NotFound => ErrorResult.NotFound("The site has no dead letter of that key"),
            DeadLetterOutcome.StillDead => ErrorResult.Conflict("It still cannot be stored; see its reason and detail"),
            _ => ErrorResult.Unavailable(Unavailable),
        };
    }

    private static Results<JsonHttpResult<DeadLettersAnswer>, ErrorResult> Answer(ImmutableArray<KeptDeadLetter>? found, int most) =>
        found is not { } letters
            ? ErrorResult.Unavailable(Unavailable)
            : TypedResults.Json(
                new DeadLettersAnswer([.. letters.Select(DeadLetterAnswer.From)], letters.Length == most ? letters[^1].Key.ToString() : null),
                AnswerJson.Default.DeadLettersAnswer);
}
