namespace Footfall.Http;

/// <summary>
/// Answers HEAD wherever GET is supported, with the same status and headers (RFC 9110, 9.3.2): routes see a GET, and the server,
/// which knows the original method, omits the body.
/// </summary>
internal static class HeadRequests
{
    /// <summary>Must precede routing.</summary>
    public static void UseHeadRequests(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (HttpMethods.IsHead(context.Request.Method))
        {
            context.Features.Set(Head.Instance);
            context.Request.Method = HttpMethods.Get;
        }

        return next(context);
    });

    /// <summary>Returns whether no body is sent, so that an endless one need not begin.</summary>
    public static bool IsHead(HttpContext context) => context.Features.Get<Head>() is not null;

    /// <summary>The feature that marks such requests.</summary>
    private sealed class Head
    {
        public static readonly Head Instance = new();
    }
}
