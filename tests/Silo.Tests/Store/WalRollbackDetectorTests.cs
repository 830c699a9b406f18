using Footfall.Servers;
using Npgsql;

namespace Footfall.Store;

public sealed class WalRollbackDetectorTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Commit_IsTakenDownOnceASecondAndPartition_AndIsNoAlarmLater()
    {
        await using TestStore test = await postgres.CreateStoreAsync();
        await CheckAsync(test);
        Assert.Equal("", test.History.TakeFor(0));
        EventStore store = await test.StartAsync();
        await store.CommitAsync(TestStore.Batch("a", await store.LoadAsync("a", TestStore.Epoch), new TestEvent())).WithinLimitAsync();

        Assert.True(WalPosition.TryParse(test.History.TakeFor(0), out WalPosition position));
        Assert.NotEqual("", test.History.TakeFor(1));
        test.Book.Positions.Add(position);
        await CheckAsync(test);

        Assert.Equal(await test.ScalarAsync<long>("SELECT system_identifier FROM pg_control_system()"), position.System);
        Assert.Equal(1u, position.Timeline);
        Assert.Null(test.History.Alarm);
        Assert.Empty(test.HistoryLog.All);
    }

    [Theory]
    [InlineData(0, 0, 1L << 40)]
    [InlineData(0, 1, 0)]
    [InlineData(1, 0, 0)]
    public async Task CommitThatPostgresCannotHave_IsAnAlarmUntilSomebodyTakesItAway(long system, uint timeline, long lsn)
    {
        await using TestStore test = await postgres.CreateStoreAsync();
        WalPosition present = await PresentAsync(test);
        var lost = new WalPosition(present.System + system, present.Timeline + timeline, present.Lsn + (ulong)lsn);
        test.Book.Positions.AddRange([default, lost, present]);

        await CheckAsync(test);

        string alarm = Assert.IsType<string>(test.History.Alarm);
        Assert.Contains($"had confirmed {lost}, and came back at {present.System}/", alarm);
        Assert.Contains("redis-cli DEL footfall:store-alarm", alarm);
        Assert.Equal(alarm, test.Book.Alarm);
        string line = Assert.Single(test.HistoryLog.All);
        Assert.StartsWith($"Error: {alarm}", line);

        await CheckAsync(test);
        await test.History.RepeatAsync();
        Assert.Equal([line, line], test.HistoryLog.All);

        test.Book.Alarm = null;
        await test.History.RepeatAsync();
        Assert.Null(test.History.Alarm);
    }

    [Fact]
    public async Task CommitsOfOtherSilosWhileItIsChecked_AreNoAlarm()
    {
        await using TestStore test = await postgres.CreateStoreAsync();
        test.Book.Meanwhile = async () =>
        {
            await test.ExecuteAsync("CREATE TABLE committed_meanwhile ()");
            test.Book.Positions.Add(await PresentAsync(test));
        };

        await CheckAsync(test);

        Assert.Null(test.History.Alarm);
    }

    [Fact]
    public async Task RightToReadTheSystemTakenAway_LeavesThePosition()
    {
        await using TestStore test = await postgres.CreateStoreAsync();
        string role = "plain_" + test.Settings.Database;
        await test.ExecuteAsync($"CREATE ROLE {role} LOGIN");
        await using NpgsqlDataSource plain = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(test.Settings.ConnectionString) { Username = role, Pooling = false });
        test.Book.Positions.Add(await PresentAsync(test) with { System = 1 });

        await test.ExecuteAsync("REVOKE EXECUTE ON FUNCTION pg_control_system() FROM PUBLIC");
        await CheckAsync(test, plain);
        Assert.Null(test.History.Alarm);
        Assert.StartsWith("Information: The database user may not execute pg_control_system()", Assert.Single(test.HistoryLog.All));

        await test.ExecuteAsync("GRANT EXECUTE ON FUNCTION pg_control_system() TO PUBLIC");
        await CheckAsync(test, plain);
        Assert.NotNull(test.History.Alarm);
    }

    private static Task CheckAsync(TestStore test) => CheckAsync(test, test.Sql);

    private static async Task CheckAsync(TestStore test, NpgsqlDataSource source)
    {
        await using NpgsqlConnection connection = await source.OpenConnectionAsync();
        await test.History.CheckAsync(connection, CancellationToken.None);
    }

    private static async Task<WalPosition> PresentAsync(TestStore test) => new(
        await test.ScalarAsync<long>("SELECT system_identifier FROM pg_control_system()"),
        1,
        (ulong)await test.ScalarAsync<NpgsqlTypes.NpgsqlLogSequenceNumber>("SELECT pg_current_wal_insert_lsn()"));
}
