using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Footfall.Access;

/// <summary>
/// Adds security headers to every response: no content sniffing, no scripts, no framing, no referrer. Pages set what
/// they need instead. Only responses to what Kestrel rejects before it is a request lack these headers.
/// </summary>
public static class SecurityHeaders
{
    private static readonly StringValues NoSniff = "nosniff";
    private static readonly StringValues Nothing = "default-src 'none'; frame-ancestors 'none'";
    private static readonly StringValues NoReferrer = "no-referrer";
    private static readonly StringValues Deny = "DENY";
    private static readonly StringValues NoStore = "no-store";

    /// <summary>A year, for this name only: other names of the domain may belong to other parties.</summary>
    private static readonly StringValues AlwaysHttps = "max-age=31536000";

    public static void UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        Apply(context);
        return next(context);
    });

    /// <summary>Sets the headers again where an exception has cleared them.</summary>
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
