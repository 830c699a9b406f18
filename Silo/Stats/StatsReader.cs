using System.Collections.Immutable;
using Footfall.Freshness;
using Footfall.Store;
using Npgsql;
using NpgsqlTypes;

namespace Footfall.Stats;

/// <inheritdoc cref="IStatsReader"/>
internal sealed class StatsReader(StoreQueries store) : IStatsReader
{
    private static readonly string ReadSql = SqlText.Load("StatsReader.Read");
    private static readonly string ReadPositionSql = SqlText.Load("StatsReader.ReadPosition");

    public Task<StatsAnswer> ReadAsync(string siteId, DateOnly? date)
    {
        NpgsqlParameter[] parameters =
        [
            new() { Value = siteId },
            new() { Value = date is { } day ? day : DBNull.Value, NpgsqlDbType = NpgsqlDbType.Date },
        ];
        return store.AskAsync(ReadSql, parameters, async reader =>
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
