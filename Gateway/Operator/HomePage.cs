using Footfall.Access;

namespace Footfall.Operator;

/// <summary>The page at <c>/</c>: what runs here, how to send the first event, where to read on.</summary>
internal static class HomePage
{
    public static void MapHomePage(this IEndpointRouteBuilder app)
    {
        using Stream stream = typeof(HomePage).Assembly.GetManifestResourceStream("index.html")
            ?? throw new InvalidOperationException("The page index.html is not embedded.");
        using var reader = new StreamReader(stream);
        string page = reader.ReadToEnd();
        app.MapGet("/", (HttpContext context) =>
        {
            context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";
            return TypedResults.Content(page
                .Replace("{address}", $"{context.Request.Scheme}://{context.Request.Host}{context.Request.PathBase}", StringComparison.Ordinal)
                .Replace("{base}", context.Request.PathBase.Value, StringComparison.Ordinal), "text/html; charset=utf-8");
        }).AllowEverybody().ExcludeFromDescription();
    }
}
