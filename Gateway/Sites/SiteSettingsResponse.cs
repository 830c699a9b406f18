namespace Footfall.Sites;

/// <summary>The settings of a site; see <see cref="SiteSettings"/>.</summary>
internal sealed record SiteSettingsResponse(
    string SiteId, string Name, string TimeZone, IReadOnlyList<string> Origins, int? RetentionDays,
    int? EventsPerSecond, int? BytesPerSecond, bool NeedsWriteKey, DateTimeOffset CreatedAt)
{
    public static SiteSettingsResponse From(SiteSettings site) => new(
        site.SiteId, site.Name, site.TimeZone, site.Origins, site.RetentionDays, site.EventsPerSecond, site.BytesPerSecond, site.NeedsWriteKey, site.CreatedAt);
}
