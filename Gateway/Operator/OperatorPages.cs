using Footfall.Access;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Footfall.Operator;

/// <summary>
/// The operator's pages at <c>/operator</c>: one HTML page for all addresses, which its script routes, and the files that it
/// references, which browsers cache.
/// </summary>
internal static class OperatorPages
{
    /// <summary>Allows nothing from other hosts, nothing inline, and no framing.</summary>
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static readonly string[] Routes =
    [
        "/operator", "/operator/silos", "/operator/sites", "/operator/sites/{**id}", "/operator/dead-letters",
        "/operator/access", "/operator/access/sites", "/operator/access/keys", "/operator/access/audit-log",
    ];

    public static void MapOperatorPages(this IEndpointRouteBuilder app)
    {
        foreach (string route in Routes)
        {
            app.MapGet(route, GetPage).RequirePageAccess().ExcludeFromDescription();
        }

        app.MapGet("/operator/assets/{name}", GetAsset).RequirePageAccess().ExcludeFromDescription();
    }

    /// <summary>Sets a weaker policy: the Orleans dashboard has its own scripts and styles, which the general policy would block.</summary>
    public static void UseOperatorHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (context.Request.Path.StartsWithSegments("/operator", StringComparison.OrdinalIgnoreCase))
        {
            context.Response.Headers.ContentSecurityPolicy = "frame-ancestors 'none'";
        }

        return next(context);
    });

    private static FileContentHttpResult GetPage(HttpContext context)
    {
        context.Response.Headers.ContentSecurityPolicy = Policy;
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Bytes(OperatorAssets.PageBelow(context.Request.PathBase), "text/html; charset=utf-8");
    }

    private static Results<FileContentHttpResult, NotFound> GetAsset(string name, HttpContext context)
    {
        if (!OperatorAssets.All.TryGetValue(name, out OperatorAsset? asset))
        {
            return TypedResults.NotFound();
        }

        IHeaderDictionary headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.CacheControl = "public, max-age=31536000, immutable";
        headers.Vary = HeaderNames.AcceptEncoding;
        string? encoding = ChooseEncoding(context.Request);
        if (encoding is not null)
        {
            headers.ContentEncoding = encoding;
        }

        return TypedResults.Bytes(encoding switch { "br" => asset.Brotli, "gzip" => asset.Gzip, _ => asset.Plain }, asset.ContentType);
    }

    /// <summary>Chooses the smaller of the accepted encodings; an encoding with weight 0 is not accepted.</summary>
    private static string? ChooseEncoding(HttpRequest request)
    {
        IList<StringWithQualityHeaderValue> accepted = request.GetTypedHeaders().AcceptEncoding;
        return Array.Find(["br", "gzip"], name =>
            accepted.Any(one => one.Quality != 0 && one.Value.Equals(name, StringComparison.OrdinalIgnoreCase)));
    }
}
