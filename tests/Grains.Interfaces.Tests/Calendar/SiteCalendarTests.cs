using NodaTime;
using NodaTime.TimeZones;

namespace Footfall.Calendar;

public sealed class SiteCalendarTests
{
    private const long Hour = 3_600_000_000;

    public static TheoryData<string, string, string, int> Days => new()
    {
        { "UTC", "2026-12-01", "2026-12-01T00:00:00Z", 24 * 60 },
        { "Europe/Berlin", "2026-03-29", "2026-03-28T23:00:00Z", 23 * 60 },
        { "Europe/Berlin", "2026-10-25", "2026-10-24T22:00:00Z", 25 * 60 },
        { "America/Los_Angeles", "2025-11-02", "2025-11-02T07:00:00Z", 25 * 60 },
        { "Australia/Lord_Howe", "2025-04-06", "2025-04-05T13:00:00Z", (24 * 60) + 30 },

        // A midnight that does not exist: the day begins at 01:00.
        { "Asia/Beirut", "2026-03-29", "2026-03-28T22:00:00Z", 23 * 60 },
        { "America/Havana", "2026-03-08", "2026-03-08T05:00:00Z", 23 * 60 },
        { "America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00:00Z", 23 * 60 },

        // A midnight that comes twice: the first.
        { "America/Havana", "2024-11-03", "2024-11-03T04:00:00Z", 25 * 60 },
        { "Atlantic/Azores", "2025-10-26", "2025-10-26T00:00:00Z", 25 * 60 },

        // At 00:01 back to 23:01: the day has begun, and what is repeated belongs to it.
        { "America/St_Johns", "2010-11-07", "2010-11-07T02:30:00Z", 25 * 60 },
        { "America/St_Johns", "2010-11-06", "2010-11-06T02:30:00Z", 24 * 60 },

        // Dates that zones skipped.
        { "Pacific/Apia", "2011-12-29", "2011-12-29T10:00:00Z", 24 * 60 },
        { "Pacific/Apia", "2011-12-30", "2011-12-30T10:00:00Z", 0 },
        { "Pacific/Apia", "2011-12-31", "2011-12-30T10:00:00Z", 24 * 60 },
        { "Pacific/Kwajalein", "1993-08-21", "1993-08-21T12:00:00Z", 0 },
    };

    [Theory]
    [MemberData(nameof(Days))]
    public void Day_BeginsAtItsFirstMidnight_AndLastsUntilTheNext(string zone, string date, string start, int minutes)
    {
        long first = Micros(start);

        Assert.Equal((first, first + (minutes * 60_000_000L)), SiteCalendar.DayOf(zone, DateOnly.Parse(date)));
    }

    [Theory]
    [InlineData("America/St_Johns", "2010-11-07T02:30:59Z", "2010-11-07")]
    [InlineData("America/St_Johns", "2010-11-07T02:45:00Z", "2010-11-07")]
    [InlineData("Pacific/Apia", "2011-12-30T09:59:59Z", "2011-12-29")]
    [InlineData("Pacific/Apia", "2011-12-30T10:00:00Z", "2011-12-31")]
    [InlineData("America/Havana", "2024-11-03T04:30:00Z", "2024-11-03")]
    [InlineData("America/Havana", "2024-11-03T05:30:00Z", "2024-11-03")]
    [InlineData("CET", "2026-07-01T22:00:00Z", "2026-07-02")]
    [InlineData("EET", "2026-12-01T22:00:00Z", "2026-12-02")]
    [InlineData("MET", "2026-12-01T22:59:59Z", "2026-12-01")]
    [InlineData("WET", "2026-07-01T23:00:00Z", "2026-07-02")]
    public void Date_IsThatOfTheDayThatHasTheInstant(string zone, string instant, string date) =>
        Assert.Equal(DateOnly.Parse(date), SiteCalendar.DateOf(zone, Micros(instant)));

    /// <summary>All zones, around each change of their clocks from 1970 to 2040: days follow each other without gaps, and no instant is in two.</summary>
    [Fact]
    public void Days_OfEveryZone_CoverAllInstantsOnce()
    {
        int changes = 0;
        foreach (string id in DateTimeZoneProviders.Tzdb.Ids)
        {
            DateTimeZone zone = DateTimeZoneProviders.Tzdb[id];
            foreach (ZoneInterval interval in zone.GetZoneIntervals(Instant.FromUtc(1970, 1, 1, 0, 0), Instant.FromUtc(2040, 1, 1, 0, 0)).Where(interval => interval.HasEnd))
            {
                changes++;
                long change = interval.End.ToUnixTimeTicks() / 10;
                DateOnly date = SiteCalendar.DateOf(id, change).AddDays(-2);
                long end = SiteCalendar.DayOf(id, date).Start;
                for (int i = 0; i < 5; i++, date = date.AddDays(1))
                {
                    (long start, long next) = SiteCalendar.DayOf(id, date);
                    bool isRight = start == end && next >= start && next - start <= 48 * Hour
                        && (next == start || (SiteCalendar.DateOf(id, start) == date && SiteCalendar.DateOf(id, next - 1) == date));
                    Assert.True(isRight, $"{id} {date}");

                    end = next;
                }
            }
        }

        Assert.True(changes > 20_000, $"{changes}");
    }

    [Theory]
    [InlineData("Europe/Berlin")]
    [InlineData("America/Argentina/ComodRivadavia")]
    [InlineData("Asia/Calcutta")]
    [InlineData("CET")]
    [InlineData("UTC")]
    [InlineData("Etc/GMT+3")]
    public void Zone_OfTheData_IsKnown(string zone)
    {
        Assert.True(SiteCalendar.IsKnown(zone));
        Assert.Equal(zone, SiteCalendar.KnownOrUtc(zone));
    }

    [Theory]
    [InlineData("europe/berlin")]
    [InlineData("W. Europe Standard Time")]
    [InlineData("posix/Europe/Berlin")]
    [InlineData("localtime")]
    [InlineData("Factory")]
    [InlineData("UTC+3")]
    [InlineData("+03:00")]
    [InlineData("")]
    [InlineData(null)]
    public void Zone_OfAnotherName_IsNotKnown(string? zone)
    {
        Assert.False(SiteCalendar.IsKnown(zone));
        Assert.Equal("UTC", SiteCalendar.KnownOrUtc(zone));
        Assert.ThrowsAny<ArgumentException>(() => SiteCalendar.DateOf(zone!, 0));
        Assert.ThrowsAny<ArgumentException>(() => SiteCalendar.DayOf(zone!, default));
    }

    [Fact]
    public void Dates_OfAllYears_AreFound_AndOthersRefused()
    {
        foreach (string zone in new[] { "UTC", "Pacific/Kiritimati", "Etc/GMT+12" })
        {
            (long start, long end) = SiteCalendar.DayOf(zone, DateOnly.MaxValue);
            Assert.Equal(24 * Hour, end - start);
            Assert.Equal(DateOnly.MaxValue, SiteCalendar.DateOf(zone, end - 1));
            Assert.Equal(DateOnly.MinValue, SiteCalendar.DateOf(zone, SiteCalendar.DayOf(zone, DateOnly.MinValue).Start));
            Assert.ThrowsAny<ArgumentException>(() => SiteCalendar.DateOf(zone, end));
            Assert.ThrowsAny<ArgumentException>(() => SiteCalendar.DateOf(zone, SiteCalendar.DayOf(zone, DateOnly.MinValue).Start - 1));
            Assert.ThrowsAny<ArgumentException>(() => SiteCalendar.DateOf(zone, long.MaxValue));
            Assert.ThrowsAny<ArgumentException>(() => SiteCalendar.DateOf(zone, long.MinValue));
        }
    }

    [Fact]
    public void Date_OfTheDayOfThePreviousEvent_AllocatesNothing()
    {
        long noon = Micros("2026-12-01T12:00:00Z");
        SiteCalendar.DateOf("Asia/Tokyo", noon);
        long before = GC.GetAllocatedBytesForCurrentThread();

        for (int i = 0; i < 1000; i++)
        {
            SiteCalendar.DateOf("Asia/Tokyo", noon + i);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Date_AskedByManyThreads_IsTheRightOne() => Parallel.For(0, 100_000, i =>
    {
        long instant = 1_767_225_600_000_000 + (i % 400 * 24 * Hour);
        Assert.True(DateOnly.FromDayNumber(739_616 + (i % 400)) == SiteCalendar.DateOf("Africa/Abidjan", instant));
    });

    private static long Micros(string instant) => DateTimeOffset.Parse(instant).ToUnixTimeMilliseconds() * 1000;
}
