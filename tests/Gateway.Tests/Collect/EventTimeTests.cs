using System.Globalization;

namespace Footfall.Collect;

public sealed class EventTimeTests
{
    private static readonly long Now = EventTime.FromDateTime(Parsed.Now);

    [Theory]
    [InlineData("2026-03-14T10:30:01Z", "2026-03-14T10:30:01.000000")]
    [InlineData("2026-03-14T10:30:01.5Z", "2026-03-14T10:30:01.500000")]
    [InlineData("2026-03-14T10:30:01.123456Z", "2026-03-14T10:30:01.123456")]
    [InlineData("2026-03-14T10:30:01.1234567Z", "2026-03-14T10:30:01.123456")]
    [InlineData("2026-03-14T10:30:01+02:00", "2026-03-14T08:30:01.000000")]
    [InlineData("2026-03-14T00:30:00-05:30", "2026-03-14T06:00:00.000000")]
    [InlineData("2026-03-14T10:30:01", "2026-03-14T10:30:01.000000")]
    [InlineData("2026-03-14T10:30", "2026-03-14T10:30:00.000000")]
    [InlineData("2026-03-14", "2026-03-14T00:00:00.000000")]
    [InlineData("2026-03-14T10:30:01.123+14:00", "2026-03-13T20:30:01.123000")]
    [InlineData("2024-02-29T23:59:59.999999Z", "2024-02-29T23:59:59.999999")]
    public void Timestamp_OfAnIso8601Form_IsReadInUtc(string text, string expected) => Assert.Equal(
        expected,
        EventTime.ToDateTime(Parsed.Of(Parsed.Event(("timestamp", $"\"{text}\""))).Time).ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff", CultureInfo.InvariantCulture));

    [Fact]
    public void Timestamp_WithEscapes_IsRead() =>
        Assert.Equal(Now, Parsed.Of(Parsed.Event(("timestamp", "\"2026-03-14T12\\u003a00:00\\u005a\""))).Time);

    [Theory]
    [InlineData(null)]
    [InlineData("null")]
    [InlineData("1773489600")]
    [InlineData("{}")]
    [InlineData("\"\"")]
    [InlineData("\"1773489600\"")]
    [InlineData("\"soon\"")]
    [InlineData("\"2026-02-30T00:00:00Z\"")]
    [InlineData("\"2026-13-01\"")]
    [InlineData("\"2026-03-14T25:00:00Z\"")]
    [InlineData("\"2026-03-14 12:00:00Z\"")]
    [InlineData("\"14.03.2026\"")]
    [InlineData("\"2026-03-14T12:00:00+25:00\"")]
    [InlineData("\"2026-03-14T12:00:00\\ud800\"")]
    public void Timestamp_OfAnyOtherForm_IsAFault(string? json) =>
        Assert.Equal(["timestamp must be a valid ISO 8601 date string"], Parsed.FaultsOf(("timestamp", json)));

    [Fact]
    public void Timestamp_Exactly24HoursAhead_IsTheLastThatIsTaken()
    {
        Assert.Empty(Parsed.FaultsOf(("timestamp", "\"2026-03-15T12:00:00Z\"")));
        Assert.Equal(
            ["timestamp must not be more than 24 hours in the future"], Parsed.FaultsOf(("timestamp", "\"2026-03-15T12:00:00.000001Z\"")));
        Assert.Equal(
            ["timestamp must not be more than 24 hours in the future"], Parsed.FaultsOf(("timestamp", "\"9999-12-31T23:59:59.9999999Z\"")));
    }

    [Fact]
    public void Timestamp_ExactlyTenYearsBack_IsTheFirstThatIsTaken()
    {
        Assert.Empty(Parsed.FaultsOf(("timestamp", "\"2016-03-14T12:00:00Z\"")));
        Assert.Equal(
            ["timestamp must not be more than 10 years in the past"], Parsed.FaultsOf(("timestamp", "\"2016-03-14T11:59:59.999999Z\"")));
        Assert.Equal(
            ["timestamp must not be more than 10 years in the past"], Parsed.FaultsOf(("timestamp", "\"0001-01-01T00:00:00Z\"")));
    }

    [Theory]
    [InlineData("\"0001-01-01T00:00:00+14:00\"")]
    [InlineData("\"9999-12-31T23:59:59-14:00\"")]
    public void Timestamp_BeyondTheCalendarInUtc_IsAFault(string json) => Assert.Single(Parsed.FaultsOf(("timestamp", json)));
}
