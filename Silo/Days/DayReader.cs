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

    /// <summary>Bounds the events in memory when days are read from their rows.</summary>
    private const int DaysPerQuery = 7;

    private static readonly string FindMissingSql = SqlText.Load("DayReader.FindMissing");
    private static readonly string ReadDaysSql = SqlText.Load("DayReader.ReadDays");

    public Task<StoredDays> ReadAsync(string siteId, DateOnly first, DateOnly last) =>
        store.QuerySnapshotAsync(connection => ReadAsync(connection, siteId, first, last));

    /// <summary>Reads in the snapshot of a transaction.</summary>
    public async Task<StoredDays> ReadAsync(NpgsqlConnection connection, string siteId, DateOnly first, DateOnly last)
    {
        SiteSegments site = await SiteSegments.ReadAsync(connection, siteId);
        KeptSegments kept = site.Choose(MaxLater);
        long later = site.LaterThan(kept);
        if (later > MaxLater)
        {
            builder.RecordQuestion(siteId, later, isIncomplete: true);
            throw new StoreUnavailableException("The days of the site are being counted for the first time.", new TimeoutException());
        }

        var days = new SortedDictionary<DateOnly, StoredDay>();
        await CollectAsync(connection, siteId, site, kept, (first, last), (day, parts) => days.Add(day, new StoredDay(day, Total(parts, bots: false), Total(parts, bots: true))));
        return new StoredDays(await ReadPositionAsync(connection, siteId), kept.TimeZone, [.. days.Values]);
    }

    /// <summary>Returns the statistics of a day in the site's time zone.</summary>
    public Task<StoredStats> ReadStatsAsync(string siteId, DateOnly day) => store.QuerySnapshotAsync(async connection =>
    {
        SiteSegments site = await SiteSegments.ReadAsync(connection, siteId);
        SiteStats stats = DayViews.Count(siteId, day, []);
        await CollectAsync(connection, siteId, site, site.Own, (day, day), (_, parts) => stats = DayViews.Count(siteId, day, parts));
        return new StoredStats(await ReadPositionAsync(connection, siteId), stats);
    });

    private static DayTotals Total(IReadOnlyCollection<DaySegment> parts, bool bots) => parts.Aggregate(DayTotals.None, (sum, part) => sum.Add(part.Total(bots)));

    /// <summary>Collects all days of a range that have events.</summary>
    private async Task CollectAsync(
        NpgsqlConnection connection,
        string siteId,
        SiteSegments site,
        KeptSegments kept,
        (DateOnly First, DateOnly Last) range,
        Action<DateOnly, IReadOnlyCollection<DaySegment>> finish)
    {
        var days = new DayCollector(kept.TimeZone, finish);
        long later = site.LaterThan(kept);
        if (later > 0)
        {
            DateTime after = kept.Through > site.Since ? kept.Through : site.Since;
            days.Add(await StoredEvents.ReadAsync(
                connection, siteId, new EventRange(EventChunk.Of(kept.Events), after, site.LastCommit, StartOf(kept, range.First), EndOf(kept, range.Last))));
        }

        await FindMissingAsync(connection, siteId, kept.TimeZone, range, days);
        await ReadSegmentsAsync(connection, siteId, kept.TimeZone, range, days);
        foreach (DateOnly[] run in RunsOf(days.Missing))
        {
            days.AddMissing(
                run.ToHashSet(),
                await StoredEvents.ReadAsync(connection, siteId, new EventRange(0, site.Since, kept.Through, StartOf(kept, run[0]), EndOf(kept, run[^1]))));
        }

        days.Finish();
        builder.RecordQuestion(siteId, later, kept.TimeZone != site.TimeZone || days.Missing.Count > 0);
    }

    private static long StartOf(KeptSegments kept, DateOnly day) => SiteCalendar.DayOf(kept.TimeZone, day).Start;

    private static long EndOf(KeptSegments kept, DateOnly day) => SiteCalendar.DayOf(kept.TimeZone, day).End;

    /// <summary>Divides days into those that follow each other, so that no query reads days in between.</summary>
    private static IEnumerable<DateOnly[]> RunsOf(IReadOnlyList<DateOnly> days) =>
        days.Select((day, i) => (day, Run: day.DayNumber - i)).GroupBy(item => item.Run, item => item.day).SelectMany(run => run.Chunk(DaysPerQuery));

    private static async Task FindMissingAsync(
        NpgsqlConnection connection, string siteId, string timeZone, (DateOnly First, DateOnly Last) range, DayCollector days)
    {
        await using NpgsqlCommand command = Command(connection, FindMissingSql, siteId, timeZone, range);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            days.MarkMissing(reader.GetFieldValue<DateOnly>(0));
        }
    }

    private async Task ReadSegmentsAsync(NpgsqlConnection connection, string siteId, string timeZone, (DateOnly First, DateOnly Last) range, DayCollector days)
    {
        await using NpgsqlCommand command = Command(connection, ReadDaysSql, siteId, timeZone, range);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            DateOnly day = reader.GetFieldValue<DateOnly>(0);
            if (Decode(siteId, day, reader.GetFieldValue<byte[]>(2)) is { } segment)
            {
                days.Add(day, reader.GetInt32(1), segment);
            }
            else
            {
                days.MarkMissing(day);
            }
        }

        days.FinishDay();
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, string siteId, string timeZone, (DateOnly First, DateOnly Last) range) => new(sql, connection)
    {
        Parameters = { new() { Value = siteId }, new() { Value = timeZone }, new() { Value = range.First }, new() { Value = range.Last } },
    };

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
