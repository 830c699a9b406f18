namespace Footfall.Enrich;

public sealed class SaltLifetimeTests
{
    private static readonly SaltLifetime Lifetime = new(TimeSpan.FromDays(1));
    private static readonly DateOnly Date = new(2026, 12, 1);

    [Theory]
    [InlineData("2026-12-03T11:59:59Z", true)]
    [InlineData("2026-12-03T12:00:00Z", false)]
    public void ADate_IsLiveUntilItHasEndedEverywhere_AndLateEventsOfItAreOld(string now, bool isLive) =>
        Assert.Equal(isLive, Lifetime.IsLive(Date, DateTimeOffset.Parse(now, null)));

    [Theory]
    [InlineData("2026-12-01T08:59:59Z", "2026-11-30 2026-12-01")] // 22:59 of the same date on Kiritimati.
    [InlineData("2026-12-01T09:00:00Z", "2026-11-30 2026-12-01 2026-12-02")] // An hour before Kiritimati's midnight.
    [InlineData("2026-12-01T11:59:59Z", "2026-11-30 2026-12-01 2026-12-02")]
    [InlineData("2026-12-01T12:00:00Z", "2026-12-01 2026-12-02")] // Baker Island begins the date.
    public void CurrentDates_AreThoseOfAllPlaces(string now, string dates) =>
        Assert.Equal(dates, string.Join(' ', SaltLifetime.Current(DateTimeOffset.Parse(now, null)).Select(date => date.ToString("O"))));

    [Fact]
    public void AnImport_HasItsSaltForADay()
    {
        DateTimeOffset now = DateTimeOffset.Parse("2026-12-10T00:00:00Z", null);

        Assert.Equal(now.AddDays(1), Lifetime.EndOfNew(Date, now));
        Assert.Equal(DateTimeOffset.Parse("2026-12-12T12:00:00Z", null), Lifetime.EndOfNew(new DateOnly(2026, 12, 10), now));
    }
}
