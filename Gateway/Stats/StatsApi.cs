using System.Globalization;
using Footfall.Answers;
using Footfall.Cluster;
using Footfall.Queue;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Footfall.Stats;

/// <summary>Where sites read their statistics.</summary>
internal static class StatsApi
{
    public static void MapStatsApi(this IEndpointRouteBuilder app) => app
        .MapGet("/api/stats", GetAsync)
        .WithTags("Statistics")
        .WithSummary("Read a site's statistics")
        .WithDescription("Views are page_view events; users are distinct user ids over all events. Days are UTC days.")
        .Produces<SiteStats>()
        .Produces<ErrorAnswer>(StatusCodes.Status400BadRequest)
        .Produces<ErrorAnswer>(StatusCodes.Status503ServiceUnavailable);

    private static async Task<Results<JsonHttpResult<SiteStats>, ErrorResult>> GetAsync(string? site_id, string? date, SiteClient sites)
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

        SiteStats? stats = await sites.AskAsync(site_id, async site => (await site.GetStats(day)).Stats);
        return stats is null
            ? ErrorResult.Unavailable("Statistics are not available right now; events are still accepted")
            : TypedResults.Json(stats, AnswerJson.Default.SiteStats);
    }
}
