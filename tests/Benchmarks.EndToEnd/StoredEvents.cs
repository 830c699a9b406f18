using Npgsql;

namespace Footfall.Benchmarks.EndToEnd;

/// <summary>Counts events stored by the silos.</summary>
internal static class StoredEvents
{
    /// <summary>Counts by the counters that are updated with the rows; 0 before the tables exist.</summary>
    public static async Task<long> CountAsync(NpgsqlDataSource database)
    {
        try
        {
            await using NpgsqlCommand command = database.CreateCommand("SELECT coalesce(sum(stored), 0)::bigint FROM site_state");
            return (long)(await command.ExecuteScalarAsync())!;
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UndefinedTable)
        {
            return 0;
        }
    }

    /// <summary>Returns the number that a query selects; 0 for none.</summary>
    public static async Task<long> CountAsync(NpgsqlDataSource database, string sql)
    {
        await using NpgsqlCommand command = database.CreateCommand(sql);
        return await command.ExecuteScalarAsync() is long count ? count : 0;
    }

    /// <summary>Counts the same by site.</summary>
    public static async Task<Dictionary<string, long>> CountBySiteAsync(NpgsqlDataSource database)
    {
        await using NpgsqlCommand command = database.CreateCommand("SELECT site_id, stored FROM site_state");
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync();
        var stored = new Dictionary<string, long>();
        while (await reader.ReadAsync())
        {
            stored.Add(reader.GetString(0), reader.GetInt64(1));
        }

        return stored;
    }
}
