using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Footfall.Health;

/// <summary>The two health endpoints that an orchestrator polls on each host.</summary>
public static class HealthApi
{
    /// <summary>
    /// Maps <c>/health/live</c> (the process responds) and <c>/health/ready</c> (the host can do its work; otherwise 503 with the
    /// checks that failed and why).
    /// </summary>
    public static void MapHealthApi(this IEndpointRouteBuilder app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = WriteAsync }).AllowAnonymous();
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { ResponseWriter = WriteAsync }).AllowAnonymous();
    }

    private static Task WriteAsync(HttpContext context, HealthReport report) => context.Response.WriteAsJsonAsync(
        new HealthResponse(
            report.Status == HealthStatus.Unhealthy ? "unavailable" : "ok",
            report.Entries.ToImmutableSortedDictionary(entry => entry.Key, entry => entry.Value.Description ?? "ok", StringComparer.Ordinal)),
        HealthJsonContext.Default.HealthResponse);
}

/// <summary>The body of a health response.</summary>
/// <param name="Status"><c>ok</c> or <c>unavailable</c>.</param>
/// <param name="Checks">Each check and its status.</param>
internal sealed record HealthResponse(string Status, ImmutableSortedDictionary<string, string> Checks);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(HealthResponse))]
internal sealed partial class HealthJsonContext : JsonSerializerContext;
