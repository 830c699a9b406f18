namespace Footfall.Http;

/// <summary>
/// Answers HEAD wherever GET is answered, with the same status and headers (RFC 9110, 9.3.2): routes see a GET, and the server,
/// which knows what it was sent, leaves the body out.
/// </summary>
internal static class HeadRequests
{
    /// <summary>Comes before routing.</summary>
    public static void UseHeadRequests(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (HttpMethods.IsHead(context.Request.Method))
        {
            context.Features.Set(Head.Instance);
            context.Request.Method = HttpMethods.Get;
        }

        return next(context);
    });

    /// <summary>Whether nobody reads the body, so that one that never ends need not begin.</summary>
    public static bool IsHead(HttpContext context) => context.Features.Get<Head>() is not null;

    /// <summary>A feature of such requests.</summary>
    private sealed class Head
    {
        public static readonly Head Instance = new();
    }
}
