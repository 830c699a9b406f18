using Footfall.Queue;
using Microsoft.AspNetCore.Http.Features;

namespace Footfall.Sites;

/// <summary>
/// The site id in a path such as <c>/api/sites/{site_id}/ledger</c>. It may hold anything, slashes too, so it is taken
/// from the path as it was sent: ASP.NET decodes all of it but <c>%2F</c>, and so cannot tell <c>%252F</c> from it.
/// </summary>
internal static class SiteRoute
{
    /// <summary>The segment that is the id in <c>/api/sites/{site_id}</c>; the one before the first slash is empty.</summary>
    public const int Segment = 3;

    /// <summary>The segment that is the id in <c>/api/operator/sites/{site_id}</c>.</summary>
    public const int OperatorSegment = 4;

    /// <summary>Null when there is no valid id.</summary>
    public static string? ReadSiteId(HttpContext context, int segment = Segment)
    {
        string siteId = Uri.UnescapeDataString(ReadSegment(context, segment) ?? "");
        return SiteId.IsValid(siteId) ? siteId : null;
    }

    /// <summary>
    /// A segment of the path as it was sent; null when it is shorter, and when another path than this one was routed: of a
    /// whole URL, and of one with dot segments, the server makes a path with other segments at these places.
    /// </summary>
    public static string? ReadSegment(HttpContext context, int segment)
    {
        string target = context.Features.Get<IHttpRequestFeature>()?.RawTarget ?? "";
        int query = target.IndexOf('?', StringComparison.Ordinal);
        string[] segments = (query < 0 ? target : target[..query]).Split('/');
        bool isRouted = segments[0].Length == 0 && !Array.Exists(segments, IsDots);
        return isRouted && segment < segments.Length ? segments[segment] : null;
    }

    private static bool IsDots(string segment) => Uri.UnescapeDataString(segment) is "." or "..";
}
