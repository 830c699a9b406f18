using Footfall.Http;
using Microsoft.Extensions.Primitives;

namespace Footfall.Collect;

/// <summary>
/// Lets pages of every origin send events and read the responses, including refusals. Senders are authorized elsewhere, and cookies
/// have no effect on these routes, so credentials are allowed: browsers send them with every beacon, and then treat <c>*</c> as a
/// refusal. Must precede every middleware that may respond.
/// </summary>
internal static class EventCors
{
    private static readonly StringValues True = "true";
    private static readonly StringValues Origin = "Origin";
    private static readonly StringValues Post = "POST";

    /// <summary>The headers that pages may read in a response other than 202.</summary>
    private static readonly StringValues Readable = "Retry-After, RateLimit, RateLimit-Policy";

    /// <summary>The headers that pages usually send, for a preflight that names none.</summary>
    private static readonly StringValues UsualHeaders = "content-type, content-encoding, authorization";

    /// <summary>Two hours, the maximum that Chromium accepts.</summary>
    private static readonly StringValues MaxAge = "7200";

    public static void UseEventCors(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        Apply(context);
        if (!IsPreflight(context.Request))
        {
            return next(context);
        }

        RespondToPreflight(context);
        return Task.CompletedTask;
    });

    /// <summary>Sets the CORS headers on event routes; does nothing for other routes and for requests without an origin.</summary>
    public static void Apply(HttpContext context)
    {
        StringValues origin = context.Request.Headers.Origin;
        if (origin.Count == 0 || !EventRoutes.IsOne(context.Request.Path))
        {
            return;
        }

        IHeaderDictionary headers = context.Response.Headers;
        headers.AccessControlAllowOrigin = origin;
        headers.AccessControlAllowCredentials = True;
        headers.AccessControlExposeHeaders = Readable;
        headers.AccessControlMaxAge = MaxAge;
        headers.Vary = Origin;
    }

    private static bool IsPreflight(HttpRequest request) =>
        HttpMethods.IsOptions(request.Method) && request.Headers.AccessControlRequestMethod.Count > 0 && request.Headers.Origin.Count > 0 && EventRoutes.IsOne(request.Path);

    private static void RespondToPreflight(HttpContext context)
    {
        StringValues asked = context.Request.Headers.AccessControlRequestHeaders;
        IHeaderDictionary headers = context.Response.Headers;
        headers.AccessControlAllowMethods = Post;
        headers.AccessControlAllowHeaders = StringValues.IsNullOrEmpty(asked) ? UsualHeaders : asked;
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    /// <summary>Lets pages read the response to a failure too.</summary>
    public sealed class OfFailures : IFailureHeaders
    {
        public void Apply(HttpContext context) => EventCors.Apply(context);
    }
}
