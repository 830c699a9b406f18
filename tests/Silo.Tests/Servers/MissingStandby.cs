using Footfall.Dev.Servers;
using Npgsql;

namespace Footfall.Servers;

/// <summary>Makes each commit of PostgreSQL wait for a standby that does not exist; disposing it ends that.</summary>
internal sealed class MissingStandby : IAsyncDisposable
{
    private readonly NpgsqlDataSource _sql;

    private MissingStandby(NpgsqlDataSource sql) => _sql = sql;

    public static async Task<MissingStandby> DemandAsync(PostgresServer server)
    {
        // Its own sessions do not wait.
        var missing = new MissingStandby(NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(server.NpgsqlConnectionString("postgres"))
        {
            Options = "-c synchronous_commit=local",
        }));
        await missing.SetAsync("nobody");
        await Eventually.TrueAsync(missing.CommitWaitsAsync);
        return missing;
    }

    /// <summary>Returns the number of commits that wait for it.</summary>
    public async Task<long> CountWaitingAsync() => (long)(await QueryAsync("SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'SyncRep'"))!;

    public Task WaitForWaitingAsync(int commits) => Eventually.TrueAsync(async () => await CountWaitingAsync() == commits);

    /// <summary>Ends the waits, as a time-out or an operator does.</summary>
    public Task CancelAsync() => QueryAsync("SELECT count(pg_cancel_backend(pid)) FROM pg_stat_activity WHERE wait_event = 'SyncRep'");

    /// <summary>Ends the sessions.</summary>
    public Task TerminateAsync() => QueryAsync("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE wait_event = 'SyncRep'");

    /// <summary>Runs a task, and cancels each wait until the task ends.</summary>
    public async Task CancelUntilDoneAsync(Task task)
    {
        await Eventually.TrueAsync(async () =>
        {
            await CancelAsync();
            return task.IsCompleted;
        });
    }

    public async ValueTask DisposeAsync()
    {
        await SetAsync("");
        await _sql.DisposeAsync();
    }

    /// <summary>Commits wait from when the checkpointer has read the setting, some time after sessions show it.</summary>
    private async Task<bool> CommitWaitsAsync()
    {
        Task commit = QueryAsync("BEGIN; SET LOCAL synchronous_commit = on; SELECT pg_logical_emit_message(true, 'waits', ''); COMMIT");
        bool waits = false;
        await Eventually.TrueAsync(async () =>
        {
            waits |= await CountWaitingAsync() > 0;
            await CancelAsync();
            return commit.IsCompleted;
        });
        await commit;
        return waits;
    }

    private async Task SetAsync(string names)
    {
        await QueryAsync($"ALTER SYSTEM SET synchronous_standby_names = '{names}'");
        await QueryAsync("SELECT pg_reload_conf()");
        await Eventually.TrueAsync(async () => (string?)await QueryAsync("SELECT current_setting('synchronous_standby_names')") == names);
    }

    private async Task<object?> QueryAsync(string sql)
    {
        await using NpgsqlCommand command = _sql.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }
}
