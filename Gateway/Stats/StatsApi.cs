using System.Globalization;
using Footfall.Access;
using Footfall.Http;
using Footfall.Queue;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Footfall.Stats;

/// <summary>Maps the endpoint from which sites read their statistics.</summary>
internal static class StatsApi
{
    public static void MapStatsApi(this IEndpointRouteBuilder app) => app
        .MapGet("/api/stats", GetAsync)
        .RequireReadAccess()
        .WithTags("Statistics")
        .WithSummary("Read a site's statistics")
        .WithDescription(
            "Views are page_view events; users are distinct user ids over all events. Bots are left out. A day is one of the site's time zone, or a UTC day for a site without one. Every event accepted up to the time "
            + "in the header X-Footfall-As-Of is included; X-Footfall-Queued events are waiting. With wait=2s, the response comes when all events accepted before the "
            + "request are included; after 2 s, it is a 503 that says how far it got.");

    private static async Task<Results<Ok<SiteStats>, ErrorResult>> GetAsync(
        string? site_id, string? date, string? wait, StatsClient statistics, HttpResponse response)
    {
        if (string.IsNullOrEmpty(site_id))
        {
            return ErrorResult.BadRequest("site_id query parameter is required");
        }

        if (!SiteId.IsValid(site_id))
        {
            return ErrorResult.BadRequest($"site_id must be at most {SiteId.MaxLength} characters, without NUL or unpaired surrogates");
        }

        DateOnly? day = null;
        if (!string.IsNullOrEmpty(date))
        {
            if (!DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly parsed))
            {
                return ErrorResult.BadRequest("date must be a day in the form YYYY-MM-DD");
            }

            day = parsed;
        }

        if (!WaitParameter.TryRead(wait, out TimeSpan maxWait))
        {
            return ErrorResult.BadRequest(WaitParameter.Fault);
        }

        StatsResult? result = await statistics.GetAsync(site_id, new StatsQuery(day, maxWait));
        FreshnessHeaders.Apply(response, result?.Freshness);
        return result switch
        {
            { Outcome: StatsOutcome.Answered, Stats: { } stats } => TypedResults.Ok(stats),
            { Outcome: StatsOutcome.NotYet } => ErrorResult.Unavailable(FreshnessHeaders.NotYet, FreshnessHeaders.Describe(result.Freshness)),
            _ => ErrorResult.Unavailable("Statistics are not available right now; events are still accepted"),
        };
    }
}
