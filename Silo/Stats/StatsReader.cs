using System.Collections.Immutable;
using System.Data;
using Footfall.Drain;
using Footfall.Store;
using Npgsql;
using NpgsqlTypes;

namespace Footfall.Stats;

/// <inheritdoc cref="IStatsReader"/>
internal sealed class StatsReader(Database database, StoreAvailability availability) : IStatsReader
{
    private static readonly string ReadSql = SqlText.Load("StatsReader.Read");
    private static readonly string ReadCommitIdSql = SqlText.Load("StatsReader.ReadCommitId");

    public Task<StatsAnswer> ReadAsync(string siteId, DateOnly? date) => AskAsync(async () =>
    {
        await using NpgsqlCommand command = database.Queries.CreateCommand(ReadSql);
        command.Parameters.Add(new NpgsqlParameter { Value = siteId });
        command.Parameters.Add(new NpgsqlParameter { Value = date is { } day ? day : DBNull.Value, NpgsqlDbType = NpgsqlDbType.Date });
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(CommandBehavior.SingleRow);
        await reader.ReadAsync();
        string[] paths = reader.GetFieldValue<string[]>(3);
        long[] views = reader.GetFieldValue<long[]>(4);
        ImmutableArray<PathViews> topPaths = [.. paths.Zip(views, (path, count) => new PathViews(path, count))];
        return new StatsAnswer(
            await reader.IsDBNullAsync(0) ? null : reader.GetGuid(0),
            new SiteStats(siteId, date, reader.GetInt64(1), reader.GetInt64(2), topPaths));
    });

    public Task<Guid?> ReadCommitIdAsync(string siteId) => AskAsync(async () =>
    {
        await using NpgsqlCommand command = database.Queries.CreateCommand(ReadCommitIdSql);
        command.Parameters.Add(new NpgsqlParameter { Value = siteId });
        return await command.ExecuteScalarAsync() as Guid?;
    });

    private async Task<TAnswer> AskAsync<TAnswer>(Func<Task<TAnswer>> ask)
    {
        if (!availability.IsUp)
        {
            throw new StoreUnavailableException("PostgreSQL is away.", new TimeoutException());
        }

        try
        {
            return await ask();
        }
        catch (Exception e) when (PostgresFault.IsOfStore(e))
        {
            availability.Report(e);
            throw new StoreUnavailableException("PostgreSQL did not answer.", e);
        }
    }
}
