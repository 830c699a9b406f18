namespace Footfall.Access;

/// <summary>What holds for a site; see <see cref="RegisteredSite"/>.</summary>
internal sealed record SiteSettingsAnswer(
    string SiteId, string Name, string TimeZone, IReadOnlyList<string> Origins, int? RetentionDays,
    int? EventsPerSecond, int? BytesPerSecond, bool NeedsWriteKey, DateTimeOffset CreatedAt)
{
    public static SiteSettingsAnswer From(RegisteredSite site) => new(
        site.SiteId, site.Name, site.TimeZone, site.Origins, site.RetentionDays, site.EventsPerSecond, site.BytesPerSecond, site.NeedsWriteKey, site.CreatedAt);
}
