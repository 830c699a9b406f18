using System.Globalization;
using CsCheck;
using Footfall.Wire;

namespace Footfall.Collect;

[Trait("Tier", "fast")]
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
    // Offsets, in both forms, and the signs for UTC.
    [InlineData("2026-03-14T10:30:01z", "2026-03-14T10:30:01.000000")]
    [InlineData("2026-03-14t10:30:01Z", "2026-03-14T10:30:01.000000")]
    [InlineData("2026-03-14T10:30:01+0000", "2026-03-14T10:30:01.000000")]
    [InlineData("2026-03-14T10:30:01.000+0200", "2026-03-14T08:30:01.000000")]
    [InlineData("2026-03-14T10:30:01+02", "2026-03-14T08:30:01.000000")]
    [InlineData("2026-03-14T10:30:01-00:00", "2026-03-14T10:30:01.000000")]
    [InlineData("2026-03-14T10:30:01+00:00:00", "2026-03-14T10:30:01.000000")]
    [InlineData("2026-03-14T10:30:01+00:19:32", "2026-03-14T10:10:29.000000")]
    [InlineData("2026-03-14T10:30:01\u221202:00", "2026-03-14T12:30:01.000000")]
    [InlineData("2026-03-14T10:30:01-23:59", "2026-03-15T10:29:01.000000")]
    // What libraries print: Python, Ruby, Swift, PostgreSQL, SQL Server, Rust, C#, log files.
    [InlineData("2026-03-14 10:30:01.123456+00:00", "2026-03-14T10:30:01.123456")]
    [InlineData("2026-03-14 10:30:01+00", "2026-03-14T10:30:01.000000")]
    [InlineData("2026-03-14 10:30:01 +0100", "2026-03-14T09:30:01.000000")]
    [InlineData("2026-03-14 10:30:01.1234567 +00:00", "2026-03-14T10:30:01.123456")]
    [InlineData("2026-03-14 10:30:01 UTC", "2026-03-14T10:30:01.000000")]
    [InlineData("2026-03-14 10:30:01.0 +00:00:00", "2026-03-14T10:30:01.000000")]
    [InlineData("2026-03-14 12:00:00Z", "2026-03-14T12:00:00.000000")]
    [InlineData("2026-03-14 10:30:01,123", "2026-03-14T10:30:01.123000")]
    [InlineData("2026-03-14T10:30:01,123456789+00:00", "2026-03-14T10:30:01.123456")]
    [InlineData("2026-03-14T10:30:01.123456789Z", "2026-03-14T10:30:01.123456")]
    [InlineData("2026-03-14T10:30:01.99999999999999999999999Z", "2026-03-14T10:30:01.999999")]
    // Java's ZonedDateTime, Temporal: RFC 9557.
    [InlineData("2026-03-14T11:30:01+01:00[Europe/Paris]", "2026-03-14T10:30:01.000000")]
    [InlineData("2026-03-14T11:30+01:00[Europe/Paris]", "2026-03-14T10:30:00.000000")]
    [InlineData("2026-03-14T10:30Z[UTC]", "2026-03-14T10:30:00.000000")]
    [InlineData("2026-03-14T11:30+01:00[!Europe/Paris][u-ca=gregory]", "2026-03-14T10:30:00.000000")]
    [InlineData("2026-03-14T11:30+01:00[UTC+01:00]", "2026-03-14T10:30:00.000000")]
    [InlineData("2026-03-14T10:30:01[u-ca=hebrew]", "2026-03-14T10:30:01.000000")]
    [InlineData("2026-03-14T10:30:01Z[!u-ca=hebrew]", "2026-03-14T10:30:01.000000")]
    // Reduced times, and fractions of their last unit.
    [InlineData("2026-03-14T10:30Z", "2026-03-14T10:30:00.000000")]
    [InlineData("2026-03-14T10Z", "2026-03-14T10:00:00.000000")]
    [InlineData("2026-03-14T10+01:00", "2026-03-14T09:00:00.000000")]
    [InlineData("2026-03-14T10:30.5Z", "2026-03-14T10:30:30.000000")]
    [InlineData("2026-03-14T10,25Z", "2026-03-14T10:15:00.000000")]
    // The basic format, week dates, ordinal dates, expanded years.
    [InlineData("20260314T103001Z", "2026-03-14T10:30:01.000000")]
    [InlineData("20260314T103001.250+0100", "2026-03-14T09:30:01.250000")]
    [InlineData("20260314T1030-0530", "2026-03-14T16:00:00.000000")]
    [InlineData("20260314T103001+01:00", "2026-03-14T09:30:01.000000")]
    [InlineData("20260314", "2026-03-14T00:00:00.000000")]
    [InlineData("2026-W11-6", "2026-03-14T00:00:00.000000")]
    [InlineData("2026-W11-6T10:30:01Z", "2026-03-14T10:30:01.000000")]
    [InlineData("2026W116T103001Z", "2026-03-14T10:30:01.000000")]
    [InlineData("2020-W53-7T00:00Z", "2021-01-03T00:00:00.000000")]
    [InlineData("2026-073", "2026-03-14T00:00:00.000000")]
    [InlineData("2026-073T10:30:01Z", "2026-03-14T10:30:01.000000")]
    [InlineData("2026073T103001Z", "2026-03-14T10:30:01.000000")]
    [InlineData("2024-366", "2024-12-31T00:00:00.000000")]
    [InlineData("+002026-03-14T10:30:01.000Z", "2026-03-14T10:30:01.000000")]
    // Ends of days.
    [InlineData("2026-03-13T24:00:00Z", "2026-03-14T00:00:00.000000")]
    [InlineData("2026-03-13T24:00Z", "2026-03-14T00:00:00.000000")]
    [InlineData("2016-12-31T23:59:60Z", "2016-12-31T23:59:59.999999")]
    [InlineData("2016-12-31T15:59:60.5-08:00", "2016-12-31T23:59:59.999999")]
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
    [InlineData("\"14.03.2026\"")]
    [InlineData("\"2026-03-14T12:00:00+25:00\"")]
    [InlineData("\"2026-03-14T12:00:00\\ud800\"")]
    [InlineData("\"2026\"")]
    [InlineData("\"2026-03\"")]
    [InlineData("\"2026-W11\"")]
    [InlineData("\"2026-W54-1\"")]
    [InlineData("\"2025-W53-1\"")]
    [InlineData("\"2026-W11-8\"")]
    [InlineData("\"2026-366\"")]
    [InlineData("\"2026-000\"")]
    [InlineData("\"2026-3-14\"")]
    [InlineData("\"2026-0314\"")]
    [InlineData("\"202603-14\"")]
    [InlineData("\"26-03-14\"")]
    [InlineData("\"02026-03-14\"")]
    [InlineData("\"+2026-03-14\"")]
    [InlineData("\"-002026-03-14\"")]
    [InlineData("\"2026-03-14T\"")]
    [InlineData("\"2026-03-14 \"")]
    [InlineData("\"2026-03-14Z\"")]
    [InlineData("\"2026-03-14T1\"")]
    [InlineData("\"2026-03-14T12:\"")]
    [InlineData("\"2026-03-14T12:0\"")]
    [InlineData("\"2026-03-14T12:60\"")]
    [InlineData("\"2026-03-14T12:00:61Z\"")]
    [InlineData("\"2026-03-14T12:00:60Z\"")]
    [InlineData("\"2026-03-13T23:59:60-01:00\"")]
    [InlineData("\"2026-03-14T24:00:01Z\"")]
    [InlineData("\"2026-03-14T24:30Z\"")]
    [InlineData("\"2026-03-14T12:00:00.Z\"")]
    [InlineData("\"2026-03-14T12:00:00 Z \"")]
    [InlineData("\"2026-03-14  12:00:00Z\"")]
    [InlineData("\"2026-03-14T120000Z\"")]
    [InlineData("\"20260314T12:00:00Z\"")]
    [InlineData("\"2026-03-14T12:00:00+1:00\"")]
    [InlineData("\"2026-03-14T12:00:00+01:0\"")]
    [InlineData("\"2026-03-14T12:00:00+01:60\"")]
    [InlineData("\"2026-03-14T12:00:00+\"")]
    [InlineData("\"2026-03-14T12:00:00Z+01:00\"")]
    [InlineData("\"2026-03-14T12:00:00 CET\"")]
    [InlineData("\"2026-03-14T12:00:00[Europe/Paris]\"")]
    [InlineData("\"2026-03-14T12:00:00Z[]\"")]
    [InlineData("\"2026-03-14T12:00:00Z[Europe/Paris\"")]
    [InlineData("\"2026-03-14T12:00:00Z[!x-unknown=1]\"")]
    [InlineData("\"2026-03-14T12:00:00Z[Europe/Paris]x\"")]
    [InlineData("\"2026-03-14[Europe/Paris]\"")]
    [InlineData("\" 2026-03-14\"")]
    [InlineData("\"P1D\"")]
    [InlineData("\"2026-03-14/2026-03-15\"")]
    [InlineData("\"Sat, 14 Mar 2026 12:00:00 GMT\"")]
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

    [Fact]
    public void Timestamp_OfAnyLibrarysForm_IsReadAsItsMoment() => Gen.Select(
        Gen.DateTime[new DateTime(2017, 1, 1), new DateTime(2026, 3, 14)], Gen.Int[-14 * 60, 14 * 60], Gen.OneOf(" ", "T", "t"), Gen.Int[0, 7], Gen.Int[0, 3]).Sample(
        (utc, minutes, separator, digits, offsetForm) =>
        {
            var local = new DateTimeOffset(utc.Ticks, TimeSpan.FromMinutes(minutes));
            string offset = $"{(minutes < 0 ? '-' : '+')}{Math.Abs(minutes) / 60:00}{(offsetForm is 0 or 2 ? ":" : "")}{Math.Abs(minutes) % 60:00}";
            string fraction = digits == 0 ? "" : local.ToString("." + new string('f', digits), CultureInfo.InvariantCulture);
            string text = local.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + separator + local.ToString("HH:mm:ss", CultureInfo.InvariantCulture) + fraction + (offsetForm > 1 ? " " : "") + offset;
            Assert.True(TimestampReader.TryRead(System.Text.Encoding.ASCII.GetBytes(text), out long time), text);
            long kept = digits >= 7 ? local.UtcTicks : local.UtcTicks - (local.UtcTicks % (long)Math.Pow(10, 7 - digits));
            Assert.Equal(EventTime.FromDateTime(new DateTime(kept, DateTimeKind.Utc)), time);
        },
        iter: 5000);

    [Theory]
    [InlineData("\"0001-01-01T00:00:00+14:00\"")]
    [InlineData("\"9999-12-31T23:59:59-14:00\"")]
    public void Timestamp_BeyondTheCalendarInUtc_IsAFault(string json) => Assert.Single(Parsed.FaultsOf(("timestamp", json)));
}
