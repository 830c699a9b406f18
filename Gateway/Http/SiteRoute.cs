using Footfall.Queue;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Footfall.Http;

/// <summary>
/// The site id in a path such as <c>/api/sites/{site_id}/ledger</c>. It may contain anything, even slashes, so it is read
/// from the raw path: ASP.NET decodes everything except <c>%2F</c>, and so cannot distinguish <c>%252F</c> from it.
/// </summary>
internal static class SiteRoute
{
    /// <summary>The name of the id in the patterns of routes.</summary>
    public const string Parameter = "site_id";

    /// <summary>The index of the id's segment in <c>/api/sites/{site_id}</c>; the one before the first slash is empty.</summary>
    public const int Segment = 3;

    /// <summary>The index of the id's segment in <c>/api/operator/sites/{site_id}</c>.</summary>
    public const int OperatorSegment = 4;

    /// <summary>Reads the site id from where the route has it; null when there is no valid one.</summary>
    public static string? ReadSiteId(HttpContext context) => ReadSiteId(context, FindSegment(context) ?? Segment);

    /// <inheritdoc cref="ReadSiteId(HttpContext)"/>
    public static string? ReadSiteId(HttpContext context, int segment)
    {
        string siteId = Uri.UnescapeDataString(ReadSegment(context, segment) ?? "");
        return SiteId.IsValid(siteId) ? siteId : null;
    }

    /// <summary>
    /// Returns a raw segment of the path; null when the path is shorter, and when a different path was routed: for an absolute URL
    /// or dot segments, the server derives a path whose segments differ at these places.
    /// </summary>
    public static string? ReadSegment(HttpContext context, int segment)
    {
        string target = context.Features.Get<IHttpRequestFeature>()?.RawTarget ?? "";
        int query = target.IndexOf('?', StringComparison.Ordinal);
        string[] segments = (query < 0 ? target : target[..query]).Split('/');
        bool isRouted = segments[0].Length == 0 && !Array.Exists(segments, IsDots);
        return isRouted && segment < segments.Length ? segments[segment] : null;
    }

    private static int? FindSegment(HttpContext context)
    {
        IReadOnlyList<RoutePatternPathSegment> segments = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.PathSegments ?? [];
        for (int i = 0; i < segments.Count; i++)
        {
            if (segments[i].Parts is [RoutePatternParameterPart { Name: Parameter }])
            {
                return i + 1;
            }
        }

        return null;
    }

    private static bool IsDots(string segment) => Uri.UnescapeDataString(segment) is "." or "..";
}
