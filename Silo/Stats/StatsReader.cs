using System.Collections.Immutable;
using Footfall.Freshness;
using Footfall.Store;
using Npgsql;

namespace Footfall.Stats;

/// <inheritdoc cref="IStatsReader"/>
internal sealed class StatsReader(StoreQueries store) : IStatsReader
{
    /// <summary>By the day for the index, and by the time for the months that have nothing of it.</summary>
    private const string OfTheDay = """AND event_date = $2 AND "timestamp" >= $3 AND "timestamp" < $3 + interval '24 hours'""";

    private static readonly string ReadSql = SqlText.Load("StatsReader.Read");
    private static readonly string ReadDaySql = ReadSql.Replace("/* of the day */", OfTheDay, StringComparison.Ordinal);
    private static readonly string ReadPositionSql = SqlText.Load("StatsReader.ReadPosition");

    public Task<StatsAnswer> ReadAsync(string siteId, DateOnly? date)
    {
        var parameters = new List<NpgsqlParameter> { new() { Value = siteId } };
        if (date is { } day)
        {
            parameters.Add(new() { Value = day });
            parameters.Add(new() { Value = day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc) });
        }

        return store.AskForStatisticsAsync(date is null ? ReadSql : ReadDaySql, [.. parameters], async reader =>
        {
            await reader.ReadAsync();
            string[] paths = reader.GetFieldValue<string[]>(6);
            long[] views = reader.GetFieldValue<long[]>(7);
            ImmutableArray<PathViews> topPaths = [.. paths.Zip(views, (path, count) => new PathViews(path, count))];
            return new StatsAnswer(PositionRow.Read(reader), new SiteStats(siteId, date, reader.GetInt64(4), reader.GetInt64(5), topPaths));
        });
    }

    public Task<SitePosition> ReadPositionAsync(string siteId) =>
        store.AskAsync(ReadPositionSql, [new() { Value = siteId }], async reader =>
        {
            await reader.ReadAsync();
            return PositionRow.Read(reader);
        });
}
