using Npgsql;

namespace Footfall.Integration.Stats;

/// <summary>Reads the tables directly, bypassing the product.</summary>
internal sealed class StoredEvents(string postgresUrl) : IAsyncDisposable
{
    private readonly NpgsqlDataSource _database = NpgsqlDataSource.Create(ToNpgsql(new Uri(postgresUrl)));

    public NpgsqlDataSource Database => _database;

    /// <summary>Counts the rows of the sites.</summary>
    public Task<long> CountAsync(IEnumerable<string> sites) =>
        ScalarAsync<long>("SELECT count(*) FROM events WHERE site_id = ANY($1)", sites.ToArray());

    /// <summary>Counts the stored events of each user of a site.</summary>
    public Task<Dictionary<(string Site, string User), long>> CountByUserAsync(IEnumerable<string> sites) => ReadAsync(
        "SELECT site_id, user_id, count(*) FROM events WHERE site_id = ANY($1) GROUP BY site_id, user_id",
        row => KeyValuePair.Create((row.GetString(0), row.GetString(1)), row.GetInt64(2)),
        sites.ToArray());

    /// <summary>Returns the sites' own counters of stored events.</summary>
    public Task<Dictionary<string, long>> StoredBySiteAsync(IEnumerable<string> sites) => ReadAsync(
        "SELECT site_id, stored FROM site_state WHERE site_id = ANY($1)",
        row => KeyValuePair.Create(row.GetString(0), row.GetInt64(1)),
        sites.ToArray());

    public async Task<T> ScalarAsync<T>(string sql, object? parameter = null)
    {
        await using NpgsqlCommand command = Command(sql, parameter);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async Task ExecuteAsync(string sql)
    {
        await using NpgsqlCommand command = Command(sql);
        await command.ExecuteNonQueryAsync();
    }

    public async Task<Dictionary<TKey, TValue>> ReadAsync<TKey, TValue>(
        string sql, Func<NpgsqlDataReader, KeyValuePair<TKey, TValue>> read, object? parameter = null)
        where TKey : notnull
    {
        await using NpgsqlCommand command = Command(sql, parameter);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync();
        var rows = new Dictionary<TKey, TValue>();
        while (await reader.ReadAsync())
        {
            (TKey key, TValue value) = read(reader);
            rows.Add(key, value);
        }

        return rows;
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    private NpgsqlCommand Command(string sql, object? parameter = null)
    {
        NpgsqlCommand command = _database.CreateCommand(sql);
        if (parameter is not null)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = parameter });
        }

        return command;
    }

    private static string ToNpgsql(Uri url) => new NpgsqlConnectionStringBuilder
    {
        Host = url.Host,
        Port = url.Port,
        Username = url.UserInfo,
        Database = Uri.UnescapeDataString(url.AbsolutePath.Trim('/')),
        ApplicationName = "footfall-tests",
        Pooling = true,
    }.ConnectionString;
}
