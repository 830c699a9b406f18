using System.Text;
using Footfall.Http;
using Footfall.Wire;

namespace Footfall.Privacy;

/// <summary>
/// The user in <c>/api/sites/{site_id}/users/{user_id}</c>, as a parameter of a handler, read as <see cref="RouteSiteId"/> is; or in
/// <c>/api/sites/{site_id}/users?user_id=…</c>, because no path can contain the ids <c>.</c> and <c>..</c>.
/// </summary>
internal sealed class RouteUser
{
    private const int Segment = 5;
    private const string Fault = "The site id or the user id is invalid";

    private static readonly int MaxLength = EventSchema.Fields[(int)EventField.UserId].MaxLength;

    private RouteUser(string siteId, string userId) => (SiteId, UserId) = (siteId, userId);

    public string SiteId { get; }

    public string UserId { get; }

    public static ValueTask<RouteUser?> BindAsync(HttpContext context) => BindingFault.Bind(
        context,
        SiteRoute.ReadSiteId(context) is { } siteId && ReadUserId(context) is { } userId ? new RouteUser(siteId, userId) : null,
        Fault);

    /// <summary>Reads the user id; null when there is none that an event could have.</summary>
    private static string? ReadUserId(HttpContext context)
    {
        string userId = SiteRoute.ReadSegment(context, Segment) is { Length: > 0 } segment
            ? Uri.UnescapeDataString(segment)
            : context.Request.Query["user_id"].ToString();
        byte[] utf8 = Encoding.UTF8.GetBytes(userId);
        return utf8.Length > 0 && StorableText.IsStorable(utf8) && StorableText.FitsIn(utf8, MaxLength) ? userId : null;
    }
}
