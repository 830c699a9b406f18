using Footfall.Access;
using Footfall.Audit;
using Footfall.Calendar;

namespace Footfall.Sites;

/// <summary>The requested settings of a site; see <see cref="SiteSettings"/>.</summary>
internal sealed record SiteSettingsRequest(
    string? Name, string? TimeZone, IReadOnlyList<string?>? Origins, int? RetentionDays, int? EventsPerSecond, int? BytesPerSecond, bool? NeedsWriteKey,
    bool? RefusesBots = null, string? SiteId = null)
    : IAuditedRequest
{
    private const int MaxNameLength = 255;
    private const int MaxOrigins = 100;
    private const int MaxDays = 36_500;

    public string Describe() => string.Join(' ', new[]
    {
        $"name={Name}",
        Origins is { Count: > 0 } ? $"origins={string.Join(',', Origins)}" : "",
        RetentionDays is { } days ? $"retention_days={days}" : "",
        EventsPerSecond is { } events ? $"events_per_second={events}" : "",
        BytesPerSecond is { } bytes ? $"bytes_per_second={bytes}" : "",
        NeedsWriteKey == true ? "needs_write_key" : "",
        RefusesBots == true ? "refuses_bots" : "",
    }.Where(part => part.Length > 0));

    /// <summary>Returns all faults, one line each.</summary>
    /// <param name="siteId">The site that the path names.</param>
    /// <param name="isConfirmed">Whether no proxy can have changed the path.</param>
    public IReadOnlyList<string> FindFaults(string siteId, bool isConfirmed)
    {
        var faults = new List<string>();
        if (SiteId is not null && Confirmation.FindMismatch(SiteId, siteId) is { } mismatch)
        {
            faults.Add(mismatch);
        }
        else if (SiteId is null && !isConfirmed && RetentionDays is not null)
        {
            faults.Add("site_id is required with retention_days and must repeat the one in the path, because events are deleted permanently and a proxy may have changed the path");
        }

        if (string.IsNullOrWhiteSpace(Name) || Name.Length > MaxNameLength || Name.Contains('\0', StringComparison.Ordinal))
        {
            faults.Add($"name must be text of 1 to {MaxNameLength} characters");
        }

        if (TimeZone is not null && !SiteCalendar.IsKnown(TimeZone))
        {
            faults.Add("time_zone must be an IANA time zone such as Europe/Berlin");
        }

        if (Origins is { Count: > MaxOrigins })
        {
            faults.Add($"origins must have at most {MaxOrigins} entries");
        }

        faults.AddRange((Origins ?? []).Take(MaxOrigins)
            .Select((origin, i) => (Origin: origin, Index: i))
            .Where(item => item.Origin is null || AllowedOrigin.Parse(item.Origin) is null)
            .Select(item => $"origins[{item.Index}] must be an origin such as https://example.org or https://*.example.org, without a path"));
        CheckRange(faults, "retention_days", RetentionDays, MaxDays);
        CheckRange(faults, "events_per_second", EventsPerSecond, int.MaxValue);
        CheckRange(faults, "bytes_per_second", BytesPerSecond, int.MaxValue);
        return faults;
    }

    /// <param name="siteId">The site.</param>
    /// <param name="now">The time of registration, if it is not registered yet.</param>
    public SiteSettings ToSite(string siteId, DateTimeOffset now) => new(
        siteId, Name!, TimeZone ?? "UTC", [.. (Origins ?? []).OfType<string>()], RetentionDays, EventsPerSecond, BytesPerSecond, NeedsWriteKey ?? false, now,
        RefusesBots ?? false);

    private static void CheckRange(List<string> faults, string name, int? value, int max)
    {
        if (value is { } number && (number < 1 || number > max))
        {
            faults.Add($"{name} must be between 1 and {max}, or left out");
        }
    }
}
