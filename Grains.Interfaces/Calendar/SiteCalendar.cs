using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace Footfall.Calendar;

/// <summary>
/// The days of a site's time zone, by NodaTime's own data on every host: PostgreSQL and the operating system have other versions of it, and
/// are given instants only.
/// </summary>
/// <remarks>
/// The days of a zone cover all instants, without gaps and without overlaps: a day is the time from its first midnight to the first midnight
/// of the next date. A midnight that the clocks skip is the first instant after the gap. Where clocks go back over midnight, the repeated
/// minutes therefore belong to the day that has begun, not to the date that they show. A date that a zone skipped has no instants.
/// </remarks>
public static class SiteCalendar
{
    /// <summary>The time zone of a site that has no other.</summary>
    public const string Utc = "UTC";

    private static readonly FrozenDictionary<string, ZoneDays> s_zones = ZoneDays.All();

    /// <summary>Whether this is an IANA time zone of NodaTime's data, with exactly this spelling.</summary>
    public static bool IsKnown([NotNullWhen(true)] string? zone) => zone is not null && s_zones.ContainsKey(zone);

    /// <summary>The zone, or <c>UTC</c> for none and for one that is not known: older versions registered sites with such zones.</summary>
    public static string KnownOrUtc(string? zone) => IsKnown(zone) ? zone : Utc;

    /// <summary>The date to which an instant belongs.</summary>
    /// <param name="zone">A known time zone.</param>
    /// <param name="micros">Microseconds since 1970 in UTC.</param>
    /// <exception cref="ArgumentException">The zone is not known, or the date is outside of the years 1 to 9999.</exception>
    /// <remarks>Costs a look-up and a comparison, and allocates nothing, for an instant on the day of the zone's previous one.</remarks>
    public static DateOnly DateOf(string zone, long micros) => Find(zone).DateOf(micros);

    /// <summary>The first microsecond of a date, and the first after it; both are the same for a date that the zone skipped.</summary>
    /// <param name="zone">A known time zone.</param>
    /// <param name="day">The date.</param>
    /// <exception cref="ArgumentException">The zone is not known.</exception>
    public static (long Start, long End) DayOf(string zone, DateOnly day)
    {
        ZoneDays days = Find(zone);
        return (days.StartOf(day.DayNumber), days.StartOf(day.DayNumber + 1));
    }

    private static ZoneDays Find(string zone) => s_zones.TryGetValue(zone, out ZoneDays? days)
        ? days
        : throw new ArgumentException($"'{zone}' is not a known time zone", nameof(zone));
}
