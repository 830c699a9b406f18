using System.Collections.Immutable;
using Footfall.Calendar;
using Footfall.Days;
using Footfall.Freshness;
using Footfall.Store;
using Npgsql;
using NpgsqlTypes;

namespace Footfall.Stats;

/// <inheritdoc cref="IStatsReader"/>
/// <remarks>The sums are of UTC days; a day of another time zone is counted from its segments.</remarks>
internal sealed class StatsReader(StoreCommands store, RollUps rollUps, DayReader days) : IStatsReader
{
    /// <summary>The time range excludes partitions of months without events of the day.</summary>
    private const string OfTheDay = """AND event_date = $3 AND "timestamp" >= $5 AND "timestamp" < $5 + interval '24 hours'""";

    private static readonly string ReadSql = SqlText.Load("StatsReader.Read");
    internal static readonly string ReadDaySql = ReadSql.Replace("/* of the day */", OfTheDay, StringComparison.Ordinal);
    private static readonly string ReadThroughSql = SqlText.Load("StatsReader.ReadThrough");

    public async Task<StoredStats> ReadAsync(string siteId, DateOnly? date)
    {
        while (true)
        {
            (DateTime through, int chunk, string timeZone) = await ReadThroughAsync(siteId);
            if (date is { } day && timeZone != SiteCalendar.Utc)
            {
                return await days.ReadStatsAsync(siteId, day);
            }

            (StoredStats answer, DateTime read, long unsummed) = await ReadAsync(siteId, date, through, chunk);
            if (read == through)
            {
                rollUps.RecordQuery(siteId, unsummed);
                return answer;
            }

            // The roll-ups were updated in between.
        }
    }

    public Task<SitePosition> ReadPositionAsync(string siteId) =>
        store.QueryAsync(PositionRow.ReadSql, [new() { Value = siteId }], async reader =>
        {
            await reader.ReadAsync();
            return PositionRow.Read(reader);
        });

    /// <summary>
    /// Returns the commit up to which the site's roll-ups count, and the first chunk that may have later events, the beginning of time
    /// (PostgreSQL's -infinity) if it has none; and the site's time zone.
    /// </summary>
    private Task<(DateTime Through, int Chunk, string TimeZone)> ReadThroughAsync(string siteId) => store.QueryAsync(
        ReadThroughSql,
        [new() { Value = siteId }],
        async reader =>
        {
            await reader.ReadAsync();
            return (reader.GetDateTime(0), EventChunk.Of(reader.GetInt64(1)), SiteCalendar.KnownOrUtc(reader.IsDBNull(2) ? null : reader.GetString(2)));
        });

    private Task<(StoredStats Answer, DateTime Through, long Unsummed)> ReadAsync(string siteId, DateOnly? date, DateTime through, int chunk)
    {
        var parameters = new List<NpgsqlParameter>
        {
            new() { Value = siteId },
            new() { Value = through, NpgsqlDbType = NpgsqlDbType.TimestampTz },
            new() { Value = date ?? DateOnly.MinValue },
            new() { Value = chunk },
        };
        if (date is { } day)
        {
            parameters.Add(new() { Value = day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc) });
        }

        return store.QueryAsync(date is null ? ReadSql : ReadDaySql, [.. parameters], async reader =>
        {
            await reader.ReadAsync();
            string[] paths = reader.GetFieldValue<string[]>(6);
            long[] views = reader.GetFieldValue<long[]>(7);
            ImmutableArray<PathViews> topPaths = [.. paths.Zip(views, (path, count) => new PathViews(path, count))];
            var answer = new StoredStats(PositionRow.Read(reader), new SiteStats(siteId, date, reader.GetInt64(4), reader.GetInt64(5), topPaths));
            return (answer, reader.GetDateTime(8), reader.GetInt64(9));
        });
    }
}
