using Npgsql;

namespace Footfall.Servers;

/// <summary>Holds commit workers' transactions where the test wants them, by a trigger that waits for a lock of the test.</summary>
internal sealed class CommitGate : IAsyncDisposable
{
    private readonly TestStore _store;
    private readonly NpgsqlConnection _connection;

    private CommitGate(TestStore store, NpgsqlConnection connection)
    {
        _store = store;
        _connection = connection;
    }

    /// <summary>Closes the gate in the middle of COPY, after the fencing tokens have changed.</summary>
    public static Task<CommitGate> CloseAtRowsAsync(TestStore store) =>
        CloseAsync(store, "CREATE TRIGGER gate BEFORE INSERT ON events FOR EACH STATEMENT EXECUTE FUNCTION wait_at_gate()");

    /// <summary>Closes the gate within COMMIT.</summary>
    public static Task<CommitGate> CloseAtCommitAsync(TestStore store) => CloseAsync(
        store,
        "CREATE CONSTRAINT TRIGGER gate AFTER UPDATE ON site_state DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION wait_at_gate()");

    /// <summary>Returns once that many transactions wait at the gate.</summary>
    public Task WaitForAsync(int transactions) => Eventually.TrueAsync(
        async () => await _store.ScalarAsync<long>(
            "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'footfall-lane' AND wait_event = 'advisory' AND datname = current_database()")
            == transactions);

    /// <summary>Opens the gate.</summary>
    public async ValueTask DisposeAsync() => await _connection.DisposeAsync();

    private static async Task<CommitGate> CloseAsync(TestStore store, string trigger)
    {
        await store.ExecuteAsync(
            """
            CREATE OR REPLACE FUNCTION wait_at_gate() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN PERFORM pg_advisory_xact_lock_shared(42); RETURN NULL; END $$
            """);
        await store.ExecuteAsync(trigger);

        // Unpooled: the lock ends with the session, even when the server was killed meanwhile.
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(store.Settings.ConnectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var take = new NpgsqlCommand("SELECT pg_advisory_lock(42)", connection);
        await take.ExecuteNonQueryAsync();
        return new CommitGate(store, connection);
    }
}
