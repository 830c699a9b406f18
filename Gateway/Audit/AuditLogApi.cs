using System.Collections.Immutable;
using Footfall.Access;
using Footfall.Cluster;
using Footfall.Http;
using Footfall.Sites;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Footfall.Audit;

/// <summary>Maps the endpoint from which operators read the audit log.</summary>
internal static class AuditLogApi
{
    private const int MaxPageSize = 1000;

    public static void MapAuditLogApi(this IEndpointRouteBuilder group) => group
        .MapGet("audit-log", GetAsync)
        .WithSummary("What operators did, the latest first")
        .WithDescription("Entries are written before the action. status is the response's status, null when the gateway ended first. Pass next as before for older entries.")
        .Produces<AuditLogResponse>()
        .Produces<ErrorResponse>(StatusCodes.Status503ServiceUnavailable);

    private static async Task<Results<JsonHttpResult<AuditLogResponse>, ErrorResult>> GetAsync(long? before, int? limit, SiteClient sites)
    {
        int pageSize = Math.Clamp(limit ?? 100, 1, MaxPageSize);
        ImmutableArray<AuditEntry>? entries = await sites.CallGrainAsync<ImmutableArray<AuditEntry>?>(grains => grains.GetGrain<IAccessGrain>(0).ListAuditEntries(before, pageSize));
        return entries is { } found
            ? TypedResults.Json(
                new AuditLogResponse([.. found], found.Length == pageSize ? found[^1].Number : null), ApiJsonContext.Default.AuditLogResponse)
            : ErrorResult.Unavailable(SiteSettingsApi.Unavailable);
    }
}
