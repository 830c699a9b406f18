using Footfall.Cluster;
using Footfall.DeadLetters;
using Footfall.Http;
using Footfall.Queue;
using Footfall.Sites;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Footfall.Operator;

/// <summary>Maps the endpoints with which operators search dead letters, and replay or delete many at once.</summary>
internal static class DeadLetterSearchApi
{
    private const int MaxPageSize = 200;
    private const int DefaultPageSize = 50;
    private const string Unavailable = "The dead letters are not available right now: the silos or PostgreSQL did not answer; try again";

    public static void MapDeadLetterSearchApi(this IEndpointRouteBuilder group)
    {
        group.MapGet("dead-letters", SearchAsync)
            .WithSummary("Search the dead letters of all sites, latest first")
            .WithDescription("reason is undecodable, invalid or refused_by_store; search matches part of the detail, ignoring case.");
        group.MapPost("dead-letters/replay", ReplayAsync)
            .WithSummary("Replay all dead letters that match a filter, each exactly once")
            .Describe();
        group.MapDelete("dead-letters", DeleteAsync)
            .WithSummary("Delete all dead letters that match a filter; the ledger counts their events as refused")
            .Describe();
    }

    private static void Describe(this RouteHandlerBuilder change) => change
        .WithDescription(
            "A call handles at most 1,000: repeat it while left and done are above zero. Without site_id, reason and search, all=true is required.");

    private static async Task<Results<Ok<DeadLetterSearchResponse>, ErrorResult>> SearchAsync(
        string? site_id, string? reason, string? search, string? after, int? limit, SiteClient sites)
    {
        if (TryRead(site_id, reason, search, out DeadLetterFilter filter) is { } fault)
        {
            return ErrorResult.BadRequest(fault);
        }

        DeadLetterCursor? cursor = string.IsNullOrEmpty(after) ? null : DeadLetterCursor.Parse(after);
        if (cursor is null && !string.IsNullOrEmpty(after))
        {
            return ErrorResult.BadRequest("after must be the value of next in an earlier response");
        }

        if (limit is < 1 or > MaxPageSize)
        {
            return ErrorResult.BadRequest($"limit must be between 1 and {MaxPageSize}");
        }

        int pageSize = limit ?? DefaultPageSize;
        DeadLetterPage? page = await sites.CallInstallationAsync(all => all.SearchDeadLetters(filter, cursor, pageSize));
        return page is null
            ? ErrorResult.Unavailable(Unavailable)
            : TypedResults.Ok(new DeadLetterSearchResponse(
                [.. page.DeadLetters.Select(DeadLetterResponse.From)],
                page.Total,
                page.DeadLetters.Length == pageSize ? DeadLetterCursor.Of(page.DeadLetters[^1]).ToString() : null));
    }

    private static Task<Results<Ok<BulkResult>, ErrorResult>> ReplayAsync(
        string? site_id, string? reason, string? search, bool? all, SiteClient sites) =>
        ChangeAsync(site_id, reason, search, all, sites, (installation, filter) => installation.ReplayDeadLetters(filter));

    private static Task<Results<Ok<BulkResult>, ErrorResult>> DeleteAsync(
        string? site_id, string? reason, string? search, bool? all, SiteClient sites) =>
        ChangeAsync(site_id, reason, search, all, sites, (installation, filter) => installation.DeleteDeadLetters(filter));

    private static async Task<Results<Ok<BulkResult>, ErrorResult>> ChangeAsync(
        string? siteId,
        string? reason,
        string? search,
        bool? all,
        SiteClient sites,
        Func<IInstallationGrain, DeadLetterFilter, Task<BulkResult?>> change)
    {
        if (TryRead(siteId, reason, search, out DeadLetterFilter filter) is { } fault)
        {
            return ErrorResult.BadRequest(fault);
        }

        if (filter == new DeadLetterFilter() && all != true)
        {
            return ErrorResult.BadRequest("site_id, reason or search is required; all=true selects all dead letters");
        }

        BulkResult? result = await sites.CallInstallationAsync(installation => change(installation, filter));
        return result is null
            ? ErrorResult.Unavailable(Unavailable)
            : TypedResults.Ok(result);
    }

    /// <summary>Parses a filter; returns what is wrong with it, or null.</summary>
    private static string? TryRead(string? siteId, string? reason, string? search, out DeadLetterFilter filter)
    {
        filter = new DeadLetterFilter();
        if (!string.IsNullOrEmpty(siteId) && !SiteId.IsValid(siteId))
        {
            return $"site_id must be at most {SiteId.MaxLength} characters, without NUL or unpaired surrogates";
        }

        DeadLetterReason known = default;
        if (!string.IsNullOrEmpty(reason) && !DeadLetterReasons.TryParse(reason, out known))
        {
            return "reason must be undecodable, invalid or refused_by_store";
        }

        if (search is not null && search.Contains('\0', StringComparison.Ordinal))
        {
            return "search must be text without NUL";
        }

        filter = new DeadLetterFilter(
            string.IsNullOrEmpty(siteId) ? null : siteId,
            string.IsNullOrEmpty(reason) ? null : known,
            string.IsNullOrEmpty(search) ? null : search);
        return null;
    }
}

/// <summary>Dead letters that match a filter, the latest first.</summary>
/// <param name="DeadLetters">One page of them.</param>
/// <param name="Total">The number of matches.</param>
/// <param name="Next">The value of <c>after</c> for the next page; null at the end.</param>
internal sealed record DeadLetterSearchResponse(IReadOnlyList<DeadLetterResponse> DeadLetters, long Total, string? Next);
