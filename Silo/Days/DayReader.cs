using Footfall.Calendar;
using Footfall.Drain;
using Footfall.Freshness;
using Footfall.Stats;
using Footfall.Store;
using Npgsql;

namespace Footfall.Days;

/// <inheritdoc cref="IDayReader"/>
internal sealed partial class DayReader(StoreCommands store, SegmentBuilder builder, ILogger<DayReader> logger) : IDayReader
{
    /// <summary>How many events a question reads one by one at most: about a second, and some hundred megabytes.</summary>
    private const long MaxLater = 500_000;

    private static readonly string ReadDaysSql = SqlText.Load("DayReader.ReadDays");

    public Task<StoredDays> ReadAsync(string siteId, DateOnly first, DateOnly last) => store.QuerySnapshotAsync(async connection =>
    {
        SiteSegments site = await SiteSegments.ReadAsync(connection, siteId);
        KeptSegments kept = site.Choose(MaxLater);
        long later = site.LaterThan(kept);
        if (later > MaxLater)
        {
            builder.RecordQuestion(siteId, later, isIncomplete: true);
            throw new StoreUnavailableException("The days of the site are being counted for the first time.", new TimeoutException());
        }

        DayCollector days = await CollectAsync(connection, siteId, site, kept, first, last);
        return new StoredDays(await ReadPositionAsync(connection, siteId), kept.TimeZone, days.Sum());
    });

    /// <summary>Returns the statistics of a day in the site's time zone.</summary>
    public Task<StoredStats> ReadStatsAsync(string siteId, DateOnly day) => store.QuerySnapshotAsync(async connection =>
    {
        SiteSegments site = await SiteSegments.ReadAsync(connection, siteId);
        DayCollector days = await CollectAsync(connection, siteId, site, site.Own, day, day);
        return new StoredStats(await ReadPositionAsync(connection, siteId), DayViews.Count(siteId, day, days.Complete(day)));
    });

    /// <summary>Collects all events of a range of days.</summary>
    private async Task<DayCollector> CollectAsync(
        NpgsqlConnection connection, string siteId, SiteSegments site, KeptSegments kept, DateOnly first, DateOnly last)
    {
        var days = new DayCollector(kept.TimeZone, first, last);
        bool isIncomplete = kept.TimeZone != site.TimeZone | await ReadSegmentsAsync(connection, siteId, kept.TimeZone, first, last, days);
        if (days.Missing is { Count: > 0 } missing)
        {
            var range = new EventRange(0, site.Since, kept.Through, SiteCalendar.DayOf(kept.TimeZone, missing.Min()).Start, SiteCalendar.DayOf(kept.TimeZone, missing.Max()).End);
            days.AddToMissing(await StoredEvents.ReadAsync(connection, siteId, range));
        }

        long later = site.LaterThan(kept);
        if (later > 0)
        {
            DateTime after = kept.Through > site.Since ? kept.Through : site.Since;
            var range = new EventRange(
                EventChunk.Of(kept.Events), after, site.LastCommit, SiteCalendar.DayOf(kept.TimeZone, first).Start, SiteCalendar.DayOf(kept.TimeZone, last).End);
            days.Add(await StoredEvents.ReadAsync(connection, siteId, range));
        }

        builder.RecordQuestion(siteId, later, isIncomplete);
        return days;
    }

    /// <returns>Whether a day is to be built again.</returns>
    private async Task<bool> ReadSegmentsAsync(NpgsqlConnection connection, string siteId, string timeZone, DateOnly first, DateOnly last, DayCollector days)
    {
        await using var command = new NpgsqlCommand(ReadDaysSql, connection)
        {
            Parameters = { new() { Value = siteId }, new() { Value = timeZone }, new() { Value = first }, new() { Value = last } },
        };
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync();
        bool isMissing = false;
        while (await reader.ReadAsync())
        {
            DateOnly day = reader.GetFieldValue<DateOnly>(0);
            if (reader.IsDBNull(2) || Decode(siteId, day, reader.GetFieldValue<byte[]>(2)) is not { } segment)
            {
                isMissing = true;
                days.MarkMissing(day);
            }
            else
            {
                days.Add(day, reader.GetInt32(1), segment);
            }
        }

        return isMissing;
    }

    /// <summary>Returns null for a segment that cannot be read; its day is read from its rows.</summary>
    private DaySegment? Decode(string siteId, DateOnly day, byte[] bytes)
    {
        try
        {
            return DaySegment.Decode(bytes);
        }
        catch (DaySegmentException e)
        {
            if (!DaySegment.IsNewer(bytes))
            {
                LogDamaged(siteId, day, e.Message);
            }

            return null;
        }
    }

    private static async Task<SitePosition> ReadPositionAsync(NpgsqlConnection connection, string siteId)
    {
        await using var command = new NpgsqlCommand(PositionRow.ReadSql, connection) { Parameters = { new() { Value = siteId } } };
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return PositionRow.Read(reader);
    }

    [LoggerMessage(2174, LogLevel.Error, "The segment of day {Day} of site {SiteId} is damaged: {Reason}. The day is counted from the stored events; the segment is built again.")]
    private partial void LogDamaged(string siteId, DateOnly day, string reason);
}
