using System.Globalization;
using Footfall.Access;
using Footfall.Http;
using Footfall.Queue;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Footfall.Stats;

/// <summary>Maps the endpoint from which sites read their statistics.</summary>
internal static class StatsApi
{
    /// <summary>ISO 8601 in UTC, to the millisecond.</summary>
    private const string AsOfFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(30);

    public static void MapStatsApi(this IEndpointRouteBuilder app) => app
        .MapGet("/api/stats", GetAsync)
        .RequireReadAccess()
        .WithTags("Statistics")
        .WithSummary("Read a site's statistics")
        .WithDescription(
            "Views are page_view events; users are distinct user ids over all events. Days are UTC days. Every event accepted up to the time "
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

        if (!TryReadWait(wait, out TimeSpan maxWait))
        {
            return ErrorResult.BadRequest("wait must be a duration such as 500ms or 2s, at most 30s");
        }

        StatsResult? result = await statistics.GetAsync(site_id, new StatsQuery(day, maxWait));
        if (result?.Freshness is { } freshness)
        {
            response.Headers["X-Footfall-As-Of"] = freshness.AsOf.ToString(AsOfFormat, CultureInfo.InvariantCulture);
            response.Headers["X-Footfall-Queued"] = freshness.Queued.ToString(CultureInfo.InvariantCulture);
        }

        return result switch
        {
            { Outcome: StatsOutcome.Answered, Stats: { } stats } => TypedResults.Ok(stats),
            { Outcome: StatsOutcome.NotYet } => ErrorResult.Unavailable(
                "Not every event accepted before the request is included yet", Describe(result.Freshness)),
            _ => ErrorResult.Unavailable("Statistics are not available right now; events are still accepted"),
        };
    }

    private static string[]? Describe(Freshness? freshness) => freshness is null ? null :
    [
        $"included up to {freshness.AsOf.ToString(AsOfFormat, CultureInfo.InvariantCulture)}",
        string.Create(CultureInfo.InvariantCulture, $"{freshness.Queued} events wait in the queue"),
    ];

    /// <summary>Parses <c>500ms</c> or <c>2s</c>; empty is zero. Rejects what .NET would parse as infinity or NaN.</summary>
    private static bool TryReadWait(string? text, out TimeSpan wait)
    {
        wait = TimeSpan.Zero;
        if (string.IsNullOrEmpty(text))
        {
            return true;
        }

        (string number, double unit) = text.EndsWith("ms", StringComparison.Ordinal) ? (text[..^2], 1)
            : text.EndsWith('s') ? (text[..^1], 1000)
            : ("", 0);
        if (!double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value)
            || !(value >= 0 && value * unit <= MaxWait.TotalMilliseconds))
        {
            return false;
        }

        wait = TimeSpan.FromMilliseconds(value * unit);
        return true;
    }
}
