using Footfall.Integration.Installations;
using Npgsql;

namespace Footfall.Integration.Stats;

/// <summary>
/// Locks a table, so that every commit stops at a known place for as long as a test needs to act on the waiting hosts.
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

    /// <summary>Stops commits at COPY, after they moved their fencing tokens. First awaits the current month, whose creation locks too.</summary>
    public static async Task<TableLock> AtCopyAsync(StoredEvents store)
    {
        await Eventually.GetAsync(
            "a first commit", () => store.ScalarAsync<long>("SELECT count(*) FROM site_state WHERE stored > 0"), sites => sites > 0);
        return await TakeAsync(store, "LOCK TABLE events IN SHARE MODE");
    }

    /// <summary>Stops commits before they check the fencing tokens; reads continue.</summary>
    public static Task<TableLock> AtFencingTokenAsync(StoredEvents store) => TakeAsync(store, "LOCK TABLE site_state IN EXCLUSIVE MODE");

    /// <summary>Waits until the given number of commit workers has stopped.</summary>
    /// <param name="commitWorkers">The number of commit workers.</param>
    /// <param name="meanwhile">An action before each check.</param>
    public Task WaitForCommitWorkersAsync(int commitWorkers, Func<Task>? meanwhile = null) => Eventually.GetAsync(
        $"{commitWorkers} commit workers at the lock",
        async () =>
        {
            await (meanwhile?.Invoke() ?? Task.CompletedTask);
            return await _store.ScalarAsync<long>(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'footfall-lane' AND wait_event_type = 'Lock'");
        },
        waiting => waiting >= commitWorkers);

    /// <summary>Releases the lock.</summary>
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
