using Footfall.Queue;
using Microsoft.AspNetCore.Http.Features;

namespace Footfall.Sites;

/// <summary>
/// The site id in a path such as <c>/api/sites/{site_id}/ledger</c>. It may hold anything, slashes too, so it is taken
/// from the path as it was sent: ASP.NET decodes all of it but <c>%2F</c>, and so cannot tell <c>%252F</c> from it.
/// </summary>
internal static class SiteRoute
{
    /// <summary>How many segments come before the id: <c>/api/sites</c>.</summary>
    private const int SegmentsBefore = 3;

    /// <summary>Null when there is no valid id.</summary>
    public static string? ReadSiteId(HttpContext context)
    {
        string target = context.Features.Get<IHttpRequestFeature>()?.RawTarget ?? "";
        int query = target.IndexOf('?', StringComparison.Ordinal);
        string[] segments = (query < 0 ? target : target[..query]).Split('/');
        if (segments.Length <= SegmentsBefore)
        {
            return null;
        }

        string siteId = Uri.UnescapeDataString(segments[SegmentsBefore]);
        return SiteId.IsValid(siteId) ? siteId : null;
    }
}
