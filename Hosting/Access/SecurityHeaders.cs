using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Footfall.Access;

/// <summary>
/// What every answer tells browsers: it is what it says it is, nothing in it runs, no page frames it, and no address is
/// passed on. Pages say themselves what they need instead. Only what Kestrel refuses before it is a request has no headers.
/// </summary>
public static class SecurityHeaders
{
    private static readonly StringValues NoSniff = "nosniff";
    private static readonly StringValues Nothing = "default-src 'none'; frame-ancestors 'none'";
    private static readonly StringValues NoReferrer = "no-referrer";
    private static readonly StringValues Deny = "DENY";
    private static readonly StringValues NoStore = "no-store";

    /// <summary>A year, for this name only: other names of its domain may be somebody else's.</summary>
    private static readonly StringValues AlwaysHttps = "max-age=31536000";

    public static void UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        Apply(context);
        return next(context);
    });

    /// <summary>Once more, where what was set before an exception has been taken back.</summary>
    public static void Apply(HttpContext context)
    {
        IHeaderDictionary headers = context.Response.Headers;
        headers.XContentTypeOptions = NoSniff;
        headers.ContentSecurityPolicy = Nothing;
        headers["Referrer-Policy"] = NoReferrer;
        headers.XFrameOptions = Deny;
        if (HttpMethods.IsGet(context.Request.Method))
        {
            headers.CacheControl = NoStore;
        }

        if (context.Request.IsHttps)
        {
            headers.StrictTransportSecurity = AlwaysHttps;
        }
    }
}
