using Microsoft.Extensions.Primitives;

namespace Footfall.Collect;

/// <summary>
/// Lets pages of every origin send events and read what became of them, also when they were refused: whoever sends decides
/// nothing here, and cookies say nothing on these routes, so that credentials may come along. Browsers send them with every
/// beacon, and take a <c>*</c> for a refusal then. Comes before all that may answer.
/// </summary>
internal static class EventCors
{
    private static readonly StringValues True = "true";
    private static readonly StringValues Origin = "Origin";
    private static readonly StringValues Post = "POST";

    /// <summary>What pages may read of an answer that was not 202.</summary>
    private static readonly StringValues Readable = "Retry-After, RateLimit, RateLimit-Policy";

    /// <summary>What pages send, for a preflight that names nothing.</summary>
    private static readonly StringValues UsualHeaders = "content-type, content-encoding, authorization";

    /// <summary>Two hours, the most that Chromium takes.</summary>
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

    /// <summary>Tells the page's browser that it may; nothing for other routes, and for what no page sent.</summary>
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
}
