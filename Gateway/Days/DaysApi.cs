using System.Globalization;
using Footfall.Access;
using Footfall.Cluster;
using Footfall.Http;
using Footfall.Stats;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Footfall.Days;

/// <summary>Maps the endpoint from which sites read their visitors and visits by days.</summary>
internal static class DaysApi
{
    /// <summary>Maximum number of days of one request.</summary>
    private const int MaxDays = 366;

    public static void MapDaysApi(this IEndpointRouteBuilder app) => app
        .MapGet("/api/sites/{site_id}/days", GetAsync)
        .RequireReadAccess()
        .WithTags("Statistics")
        .WithSummary("Read a site's visitors and visits by days")
        .WithDescription(
            "Days are of the site's time zone, UTC without one; time_zone in the response names it. Bots are excluded unless bots is include or only. "
            + "docs/analytics.md defines every figure. Days without events are left out. Headers and wait are those of /api/stats.");

    private static async Task<Results<Ok<DaysResponse>, ErrorResult>> GetAsync(
        RouteSiteId siteId, string? from, string? to, string? bots, string? wait, SiteClient sites, HttpResponse response)
    {
        if (FindFault(from, to, bots, wait, out DaysQuery query) is { } fault)
        {
            return ErrorResult.BadRequest(fault);
        }

        DaysResult? result = await sites.CallAsync<DaysResult>(siteId, async site => await site.GetDays(query));
        FreshnessHeaders.Apply(response, result?.Freshness);
        return result switch
        {
            { Outcome: StatsOutcome.Answered } => TypedResults.Ok(DaysResponse.Of(siteId, query, result)),
            { Outcome: StatsOutcome.NotYet } => ErrorResult.Unavailable(FreshnessHeaders.NotYet, FreshnessHeaders.Describe(result.Freshness)),
            _ => ErrorResult.Unavailable("Visits are not available right now; events are still accepted"),
        };
    }

    private static string? FindFault(string? from, string? to, string? bots, string? wait, out DaysQuery query)
    {
        query = new DaysQuery(default, default, default, default);
        if (!TryReadDay(from, out DateOnly first) || !TryReadDay(to, out DateOnly last))
        {
            return "from and to are required and must be days in the form YYYY-MM-DD";
        }

        if (last < first || last.DayNumber - first.DayNumber >= MaxDays)
        {
            return $"to must not be before from, nor more than {MaxDays - 1} days after it";
        }

        if (ReadBots(bots) is not { } filter)
        {
            return "bots must be exclude, include or only";
        }

        if (!WaitParameter.TryRead(wait, out TimeSpan maxWait))
        {
            return WaitParameter.Fault;
        }

        query = new DaysQuery(first, last, filter, maxWait);
        return null;
    }

    private static BotsFilter? ReadBots(string? bots) => bots switch
    {
        null or "" or "exclude" => BotsFilter.Exclude,
        "include" => BotsFilter.Include,
        "only" => BotsFilter.Only,
        _ => null,
    };

    private static bool TryReadDay(string? text, out DateOnly day) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day) && day.Year is >= 2000 and <= 2100;
}
