using Footfall.Servers;
using Microsoft.Extensions.Time.Testing;
using Npgsql;

namespace Footfall.Store;

public sealed class StaleTransactionReaperTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Reaper_EndsCommitTransactionsThatWaitForTheirSiloOrAreOldAndNoOthers()
    {
        await using TestStore test = await postgres.CreateStoreAsync();
        test.Availability.Open();
        await using var database = new Database(test.Settings, new EventStoreOptions { Connections = 20 });
        await using NpgsqlConnection working = await OpenTransactionAsync(database.CommitWorkers);
        await using NpgsqlConnection frozen = await OpenTransactionAsync(database.CommitWorkers);
        await using NpgsqlConnection notACommitWorker = await OpenTransactionAsync(database.Queries);
        await using NpgsqlConnection loading = await OpenTransactionAsync(database.CommitWorkers, "SELECT 1");
        await using NpgsqlConnection idle = await database.CommitWorkers.Source.OpenConnectionAsync();
        int workingPid = working.ProcessID;
        Task<int> work = QueryAsync(working, "SELECT 1 FROM pg_sleep(20)");
        var timeProvider = new FakeTimeProvider();
        var log = new LogLines<StaleTransactionReaper>();
        using var reaper = new StaleTransactionReaper(database, test.Availability, timeProvider, log);
        await reaper.StartAsync(CancellationToken.None);

        // Ages are PostgreSQL's own time; only the reaper's rounds are accelerated.
        await CheckUntilAsync(_ => log.All.Count > 0);
        Assert.Contains($"Ended the database session {frozen.ProcessID} of a commit worker:", Assert.Single(log.All));
        Assert.InRange(await AgeAsync(test, workingPid), 3, 10);
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => QueryAsync(frozen));

        await CheckUntilAsync(age => age > 9);
        await using NpgsqlConnection young = await OpenTransactionAsync(database.CommitWorkers);
        await CheckUntilAsync(_ => log.All.Count > 1);
        await reaper.StopAsync(CancellationToken.None);
        Assert.Contains($"Ended the database session {workingPid} of a commit worker:", log.All[1]);
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => work);
        Assert.Equal(1, await QueryAsync(notACommitWorker));
        Assert.Equal(1, await QueryAsync(loading));
        Assert.Equal(1, await QueryAsync(idle));
        Assert.Equal(1, await QueryAsync(young));

        Task CheckUntilAsync(Func<double, bool> isDone) => Eventually.TrueAsync(async () =>
        {
            timeProvider.Advance(TimeSpan.FromSeconds(1));

            // PostgreSQL itself ends a session that is idle for long.
            await QueryAsync(notACommitWorker);
            return isDone(await AgeAsync(test, workingPid));
        });
    }

    /// <summary>A silo that freezes while it creates a month's table holds the lock to do so, and nothing else yet.</summary>
    [Fact]
    public async Task Reaper_EndsCommitTransactionThatHoldsAnAdvisoryLockAndHasWrittenNothing()
    {
        await using TestStore test = await postgres.CreateStoreAsync();
        test.Availability.Open();
        await using var database = new Database(test.Settings, new EventStoreOptions { Connections = 20 });
        await using NpgsqlConnection frozen = await OpenTransactionAsync(database.CommitWorkers, "SELECT 1 FROM pg_advisory_xact_lock(1, 2)");
        var timeProvider = new FakeTimeProvider();
        var log = new LogLines<StaleTransactionReaper>();
        using var reaper = new StaleTransactionReaper(database, test.Availability, timeProvider, log);
        await reaper.StartAsync(CancellationToken.None);

        await Eventually.TrueAsync(() =>
        {
            timeProvider.Advance(TimeSpan.FromSeconds(1));
            return Task.FromResult(log.All.Count > 0);
        });

        await reaper.StopAsync(CancellationToken.None);
        Assert.Contains($"Ended the database session {frozen.ProcessID} of a commit worker:", Assert.Single(log.All));
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => QueryAsync(frozen));
    }

    private static async Task<NpgsqlConnection> OpenTransactionAsync(ConnectionPool pool, string first = "SELECT 1 FROM pg_current_xact_id()")
    {
        NpgsqlConnection connection = await pool.Source.OpenConnectionAsync();
        await using var begin = new NpgsqlCommand("BEGIN", connection);
        await begin.ExecuteNonQueryAsync();
        await QueryAsync(connection, first);
        return connection;
    }

    private static async Task<double> AgeAsync(TestStore test, int pid) => await test.ScalarAsync<double>(
        $"SELECT coalesce((SELECT extract(epoch FROM now() - xact_start)::float8 FROM pg_stat_activity WHERE pid = {pid}), 0)");

    private static async Task<int> QueryAsync(NpgsqlConnection connection, string query = "SELECT 1")
    {
        await using var command = new NpgsqlCommand(query, connection) { CommandTimeout = 30 }; // longer than the commit workers' own
        return (int)(await command.ExecuteScalarAsync())!;
    }
}
