using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Footfall.Telemetry;

/// <summary>
/// Names a sampled request's span after the route, never the path, which may name a site. Requests that monitor the host,
/// and those without a route, are not traced.
/// </summary>
/// <remarks>Names and attributes: https://opentelemetry.io/docs/specs/semconv/http/http-spans/#http-server-span.</remarks>
public static class RequestSpans
{
    /// <summary>Must come first, so that it sees the status that is sent.</summary>
    public static void UseRequestSpans(this WebApplication app)
    {
        if (app.Configuration.IsTraced())
        {
            app.Use((context, next) => Activity.Current is { Recorded: true } span ? DescribeAsync(span, context, next) : next(context));
        }
    }

    private static Task DescribeAsync(Activity span, HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint() is not RouteEndpoint { RoutePattern.RawText: { } route } || route.StartsWith("/metrics", StringComparison.Ordinal)
            || route.StartsWith("/health", StringComparison.Ordinal))
        {
            span.IsAllDataRequested = false;
            span.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
            return next(context);
        }

        span.DisplayName = $"{context.Request.Method} {route}";
        span.SetTag("http.request.method", context.Request.Method);
        span.SetTag("http.route", route);
        span.SetTag("url.scheme", context.Request.Scheme);
        return AnswerAsync(span, context, next);
    }

    private static async Task AnswerAsync(Activity span, HttpContext context, RequestDelegate next)
    {
        await next(context);
        span.SetTag("http.response.status_code", context.Response.StatusCode);
        if (context.Response.StatusCode >= StatusCodes.Status500InternalServerError)
        {
            span.SetStatus(ActivityStatusCode.Error);
        }
    }
}
