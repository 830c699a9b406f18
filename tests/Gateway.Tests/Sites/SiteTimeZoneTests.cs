using Footfall.Calendar;

namespace Footfall.Sites;

[Trait("Tier", "fast")]
public sealed class SiteTimeZoneTests
{
    private const string Fault = "time_zone must be an IANA time zone such as Europe/Berlin";

    [Theory]
    [InlineData("Europe/Berlin")]
    [InlineData("America/Argentina/ComodRivadavia")]
    [InlineData("Asia/Calcutta")]
    [InlineData("CET")]
    [InlineData("UTC")]
    [InlineData(null)]
    public void TimeZone_ThatTheCalendarKnows_IsAccepted(string? zone) => Assert.Empty(Faults(zone));

    /// <summary>The operating system would accept most of them, and days could not be found in them.</summary>
    [Theory]
    [InlineData("europe/berlin")]
    [InlineData("W. Europe Standard Time")]
    [InlineData("posix/Europe/Berlin")]
    [InlineData("localtime")]
    [InlineData("Factory")]
    [InlineData("UTC+3")]
    [InlineData("Mars/Base")]
    [InlineData("")]
    public void TimeZone_ThatTheCalendarDoesNotKnow_IsRefused(string zone)
    {
        Assert.Equal([Fault], Faults(zone));
        Assert.False(SiteCalendar.IsKnown(zone));
    }

    private static IReadOnlyList<string> Faults(string? zone) =>
        new SiteSettingsRequest("name", zone, null, null, null, null, null).FindFaults("site", isConfirmed: true);
}
