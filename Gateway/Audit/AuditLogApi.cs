using System.Collections.Immutable;
using Footfall.Access;
using Footfall.Cluster;
using Footfall.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Footfall.Audit;

/// <summary>Maps the endpoint from which operators read the audit log.</summary>
internal static class AuditLogApi
{
    private const int MaxPageSize = 1000;

    public static void MapAuditLogApi(this IEndpointRouteBuilder group) => group
        .MapGet("audit-log", GetAsync)
        .WithSummary("List the audit log, latest first")
        .WithDescription("An entry is written before its action. status is the status of the response, or null if the gateway ended before it. Pass next as before to read older entries.");

    private static async Task<Results<Ok<AuditLogResponse>, ErrorResult>> GetAsync(long? before, int? limit, SiteClient sites)
    {
        int pageSize = Math.Clamp(limit ?? 100, 1, MaxPageSize);
        ImmutableArray<AuditEntry>? entries = await sites.CallGrainAsync<ImmutableArray<AuditEntry>?>(grains => grains.GetGrain<IAccessGrain>(0).ListAuditEntries(before, pageSize));
        return entries is { } found
            ? TypedResults.Ok(new AuditLogResponse([.. found], found.Length == pageSize ? found[^1].Number : null))
            : ErrorResult.Unavailable(SiteClient.NoAnswer);
    }
}

/// <summary>A page of the audit log.</summary>
/// <param name="Entries">The entries, latest first.</param>
/// <param name="Next">The value of <c>before</c> for the next page; null on the last.</param>
internal sealed record AuditLogResponse(IReadOnlyList<AuditEntry> Entries, long? Next);
