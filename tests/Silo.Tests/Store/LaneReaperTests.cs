using Footfall.Servers;
using Microsoft.Extensions.Time.Testing;
using Npgsql;

namespace Footfall.Store;

public sealed class LaneReaperTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Reaper_EndsOldLaneTransactionsAndNoOthers()
    {
        await using TestStore test = await postgres.CreateStoreAsync();
        test.Availability.Open();
        await using NpgsqlConnection old = await OpenTransactionAsync(test.Database.Lanes);
        await using NpgsqlConnection notALane = await OpenTransactionAsync(test.Database.Queries);
        await using NpgsqlConnection idle = await test.Database.Lanes.OpenConnectionAsync();
        var clock = new FakeTimeProvider();
        var log = new LogLines<LaneReaper>();
        using var reaper = new LaneReaper(test.Database, test.Availability, clock, log);
        await reaper.StartAsync(CancellationToken.None);

        // Ages are PostgreSQL's own time; only the reaper's rounds are hurried.
        int pid = old.ProcessID;
        NpgsqlConnection? young = null;
        await Eventually.TrueAsync(async () =>
        {
            clock.Advance(TimeSpan.FromSeconds(3));
            young ??= await AgeAsync(test, pid) > 4 ? await OpenTransactionAsync(test.Database.Lanes) : null;
            return log.All.Count > 0;
        });
        await reaper.StopAsync(CancellationToken.None);

        Assert.Contains($"Ended the lane session {pid}:", Assert.Single(log.All));
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => AskAsync(old));
        Assert.Equal(1, await AskAsync(notALane));
        Assert.Equal(1, await AskAsync(idle));
        Assert.Equal(1, await AskAsync(young!));
        await young!.DisposeAsync();
    }

    private static async Task<NpgsqlConnection> OpenTransactionAsync(NpgsqlDataSource source)
    {
        NpgsqlConnection connection = await source.OpenConnectionAsync();
        await using var begin = new NpgsqlCommand("BEGIN", connection);
        await begin.ExecuteNonQueryAsync();
        await AskAsync(connection);
        return connection;
    }

    private static async Task<double> AgeAsync(TestStore test, int pid) => await test.ScalarAsync<double>(
        $"SELECT coalesce((SELECT extract(epoch FROM now() - xact_start)::float8 FROM pg_stat_activity WHERE pid = {pid}), 0)");

    private static async Task<int> AskAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand("SELECT 1", connection);
        return (int)(await command.ExecuteScalarAsync())!;
    }
}
