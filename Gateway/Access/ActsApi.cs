using System.Collections.Immutable;
using Footfall.Answers;
using Footfall.Cluster;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Footfall.Access;

/// <summary>Where operators read what operators did.</summary>
internal static class ActsApi
{
    private const int MostAtOnce = 1000;

    public static void MapActsApi(this IEndpointRouteBuilder group) => group
        .MapGet("acts", GetAsync)
        .WithSummary("What operators did, the latest first")
        .WithDescription("Kept before it was done. status is how it ended, null when the gateway ended first. next, as before, asks for older ones.")
        .Produces<ActsAnswer>()
        .Produces<ErrorAnswer>(StatusCodes.Status503ServiceUnavailable);

    private static async Task<Results<JsonHttpResult<ActsAnswer>, ErrorResult>> GetAsync(long? before, int? limit, SiteClient sites)
    {
        int most = Math.Clamp(limit ?? 100, 1, MostAtOnce);
        ImmutableArray<Act>? acts = await sites.AskGrainAsync<ImmutableArray<Act>?>(grains => grains.GetGrain<IAccessGrain>(0).ListActs(before, most));
        return acts is { } found
            ? TypedResults.Json(
                new ActsAnswer([.. found], found.Length == most ? found[^1].Number : null), AnswerJson.Default.ActsAnswer)
            : ErrorResult.Unavailable(RegistryApi.Unavailable);
    }
}
