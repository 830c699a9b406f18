using System.Text;
using Footfall.Collect;
using Footfall.Sites;

namespace Footfall.Privacy;

/// <summary>
/// The user id in <c>/api/sites/{site_id}/users/{user_id}</c>, read as <see cref="SiteRoute"/> reads the site id; or in
/// <c>/api/sites/{site_id}/users?user_id=…</c>, because no path can contain the ids <c>.</c> and <c>..</c>.
/// </summary>
internal static class UserRoute
{
    private const int Segment = 5;

    private static readonly int MaxLength = EventSchema.Fields[(int)EventField.UserId].MaxLength;

    /// <summary>Reads the user id; null when there is none that an event could have.</summary>
    public static string? ReadUserId(HttpContext context)
    {
        string userId = SiteRoute.ReadSegment(context, Segment) is { Length: > 0 } segment
            ? Uri.UnescapeDataString(segment)
            : context.Request.Query["user_id"].ToString();
        byte[] utf8 = Encoding.UTF8.GetBytes(userId);
        return utf8.Length > 0 && StorableText.IsStorable(utf8) && StorableText.FitsIn(utf8, MaxLength) ? userId : null;
    }
}
