using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Footfall.Health;

/// <summary>The two questions an orchestrator asks of each host.</summary>
public static class HealthApi
{
    /// <summary>
    /// <c>/health/live</c>: the process answers. <c>/health/ready</c>: it can do its work; else 503 with the
    /// checks that say why not.
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
