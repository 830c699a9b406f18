using System.Collections.Frozen;
using NodaTime;
using NodaTime.TimeZones;

namespace Footfall.Calendar;

/// <summary>The days of one time zone; safe for any number of threads.</summary>
internal sealed class ZoneDays(string id)
{
    private static readonly ZoneLocalMappingResolver s_firstMidnight =
        Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnStartOfIntervalAfter);

    private const long MicrosOfDay = 86_400_000_000, MicrosOf0001 = 62_135_596_800_000_000;

    private static readonly LocalDate s_firstDate = new(1, 1, 1);

    /// <summary>The day of the latest question. Replaced as a whole, because threads read it without a lock.</summary>
    private volatile Day? _latest;

    private DateTimeZone? _zone;

    /// <summary>All zones of NodaTime's data. Unlike its own look-up, they have no offsets such as <c>UTC+3</c>, which mean UTC−3 elsewhere.</summary>
    public static FrozenDictionary<string, ZoneDays> All() =>
        DateTimeZoneProviders.Tzdb.Ids.ToFrozenDictionary(id => id, id => new ZoneDays(id), StringComparer.Ordinal);

    public DateOnly DateOf(long micros)
    {
        if (_latest is not { } day || micros < day.Start || micros >= day.End)
        {
            _latest = day = Find(micros);
        }

        return day.Date;
    }

    /// <summary>The first instant of a date in microseconds since 1970, by the number of days since 0001-01-01; also of the day after 9999-12-31.</summary>
    public long StartOf(int dayNumber)
    {
        // NodaTime's calendar ends with the year 9999, whose last day has 24 hours.
        int last = DateOnly.MaxValue.DayNumber;
        return dayNumber > last
            ? StartOf(last) + MicrosOfDay
            : Zone.ResolveLocal(s_firstDate.PlusDays(dayNumber).AtMidnight(), s_firstMidnight).ToInstant().ToUnixTimeTicks() / 10;
    }

    private DateTimeZone Zone => _zone ??= DateTimeZoneProviders.Tzdb[id];

    private Day Find(long micros)
    {
        // The date in UTC is the zone's own, or one of those beside it.
        long utc = Math.Clamp(MicrosOf0001 + micros, 0, MicrosOfDay * DateOnly.MaxValue.DayNumber) / MicrosOfDay;
        for (int number = (int)Math.Max(utc - 1, 0); number <= Math.Min(utc + 1, DateOnly.MaxValue.DayNumber); number++)
        {
            if (StartOf(number) is var start && StartOf(number + 1) is var end && micros >= start && micros < end)
            {
                return new Day(DateOnly.FromDayNumber(number), start, end);
            }
        }

        throw new ArgumentOutOfRangeException(nameof(micros), micros, "the date is outside of the years 1 to 9999");
    }

    private sealed record Day(DateOnly Date, long Start, long End);
}
