using Footfall.Integration.Installations;
using Npgsql;

namespace Footfall.Integration.Stats;

/// <summary>
/// Holds a table, so that every commit comes to a halt at a known place, for as long as a test needs to do
/// something to those who wait.
/// </summary>
internal sealed class TableLock : IAsyncDisposable
{
    private readonly StoredEvents _store;
    private readonly NpgsqlConnection _connection;

    private TableLock(StoredEvents store, NpgsqlConnection connection)
    {
        _store = store;
        _connection = connection;
    }

    /// <summary>Commits halt once they have moved their fences, at COPY. For the current month, which is waited for: to make it takes a lock too.</summary>
    public static async Task<TableLock> AtCopyAsync(StoredEvents store)
    {
        await Eventually.GetAsync(
            "a first commit", () => store.ScalarAsync<long>("SELECT count(*) FROM site_state WHERE stored > 0"), sites => sites > 0);
        return await TakeAsync(store, "LOCK TABLE events IN SHARE MODE");
    }

    /// <summary>Commits halt before they look at the fences; reading them goes on.</summary>
    public static Task<TableLock> AtFenceAsync(StoredEvents store) => TakeAsync(store, "LOCK TABLE site_state IN EXCLUSIVE MODE");

    /// <summary>Waits until so many lanes have come to a halt.</summary>
    /// <param name="lanes">How many.</param>
    /// <param name="meanwhile">Done before each look.</param>
    public Task WaitForLanesAsync(int lanes, Func<Task>? meanwhile = null) => Eventually.GetAsync(
        $"{lanes} lanes at the lock",
        async () =>
        {
            await (meanwhile?.Invoke() ?? Task.CompletedTask);
            return await _store.ScalarAsync<long>(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'footfall-lane' AND wait_event_type = 'Lock'");
        },
        waiting => waiting >= lanes);

    /// <summary>Lets everybody go on.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await _connection.DisposeAsync();
        }
        catch (NpgsqlException)
        {
            // The server ended while the lock was held.
        }
    }

    private static async Task<TableLock> TakeAsync(StoredEvents store, string sql)
    {
        NpgsqlConnection connection = await store.Database.OpenConnectionAsync();
        await connection.BeginTransactionAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
        return new TableLock(store, connection);
    }
}
