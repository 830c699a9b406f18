using Footfall.Dev.Servers;
using Footfall.Drain;
using Footfall.Servers;
using Footfall.Startup;
using Footfall.Stats;
using Microsoft.Extensions.Hosting.Internal;

namespace Footfall.Store;

public sealed class OutageTests(OwnPostgresFixture own) : IClassFixture<OwnPostgresFixture>
{
    private readonly PostgresFixture _postgres = own.Postgres;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task PostgresKilledInTheMiddleOfACommit_IsUnknownAndThenGoesOnExactly(bool inCommit)
    {
        await using TestStore test = await _postgres.CreateStoreAsync();
        EventStore store = await test.StartAsync();
        SiteState state = await store.LoadAsync("a", TestStore.Epoch);
        Task<CommitOutcome> committing;
        await using (CommitGate gate = await (inCommit ? CommitGate.CloseAtCommitAsync(test) : CommitGate.CloseAtRowsAsync(test)))
        {
            committing = store.CommitAsync(TestStore.Batch("a", state, new TestEvent()));
            await gate.WaitForAsync(1);
            await _postgres.Server.StopAsync(PostgresStopMode.Immediate);
        }

        Assert.Equal(CommitOutcome.Unknown, await committing.WithinLimitAsync());
        Assert.False(test.Availability.IsUp);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.LoadAsync("a", TestStore.Epoch).WithinLimitAsync());

        await _postgres.Server.RestartAsync();
        await test.Availability.WaitAsync(CancellationToken.None).WithinLimitAsync();
        await AskUntilAnsweredAsync(() => test.CountsAsync("a"));
        SiteState reloaded = await AskUntilAnsweredAsync(() => store.LoadAsync("a", TestStore.Epoch));
        Assert.Equal(state, reloaded);
        Assert.Equal(CommitOutcome.Committed, await store.CommitAsync(TestStore.Batch("a", reloaded, new TestEvent())).WithinLimitAsync());
        Assert.Equal((1, 0, 1, 0), await test.CountsAsync("a"));
    }

    [Fact]
    public async Task CommitBeforePostgresWasKilled_IsThereAfterwards()
    {
        await using TestStore test = await _postgres.CreateStoreAsync();
        EventStore store = await test.StartAsync();
        SiteBatch batch = TestStore.Batch("a", await store.LoadAsync("a", TestStore.Epoch), new TestEvent());
        Assert.Equal(CommitOutcome.Committed, await store.CommitAsync(batch).WithinLimitAsync());

        await _postgres.Server.RestartAsync(PostgresStopMode.Immediate);

        Assert.Equal(
            new SiteState(batch.FencingToken, batch.Checkpoint), await AskUntilAnsweredAsync(() => store.LoadAsync("a", TestStore.Epoch)));
    }

    [Fact]
    public async Task StatsWhilePostgresIsAway_AreAFailureAndNotZeros()
    {
        await using TestStore test = await _postgres.CreateStoreAsync();
        test.Availability.Open();
        var stats = new StatsReader(test.Queries, test.RollUps, test.Days);
        await stats.ReadAsync("a", null);

        await _postgres.Server.StopAsync(PostgresStopMode.Immediate);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => stats.ReadAsync("a", null).WithinLimitAsync());
        await Assert.ThrowsAsync<StoreUnavailableException>(() => stats.ReadPositionAsync("a").WithinLimitAsync());
        Assert.False(test.Availability.IsUp);

        await _postgres.Server.RestartAsync();
        await test.Availability.WaitAsync(CancellationToken.None).WithinLimitAsync();
        Assert.Equal(0, (await AskUntilAnsweredAsync(() => stats.ReadAsync("a", null))).Stats.TotalViews);
    }

    [Fact]
    public async Task StartupWhilePostgresIsAway_WaitsForItAndThenOpensTheStore()
    {
        await using TestStore test = await _postgres.CreateEmptyAsync();
        await _postgres.Server.StopAsync();
        var startupErrors = new StartupErrors(new ApplicationLifetime(new LogLines<ApplicationLifetime>()), new LogLines<StartupErrors>());
        var log = new LogLines<DatabaseStartup>();
        using var startup = new DatabaseStartup(test.Database, test.Availability, test.History, startupErrors, log);

        await startup.StartAsync(CancellationToken.None);
        await Eventually.TrueAsync(() => log.All.Count > 0);
        Assert.Contains($"PostgreSQL at {test.Database.Target} does not answer (attempt 1)", log.All[0]);
        Assert.False(test.Availability.IsUp);

        await _postgres.Server.RestartAsync();
        await startup.ExecuteTask!.WithinLimitAsync();
        Assert.True(test.Availability.IsUp);
        Assert.False(startupErrors.HasAny);
    }

    [Theory]
    [InlineData("fsync", "runs with fsync=off, which loses committed events in a crash; turn it on.")]
    [InlineData("full_page_writes", "runs with full_page_writes=off, which damages tables in a crash; turn it on.")]
    public async Task StartupOnPostgresThatCanLoseCommits_IsAFault(string setting, string expected)
    {
        await using TestStore test = await _postgres.CreateEmptyAsync();
        await SetAsync(test, $"ALTER SYSTEM SET {setting} = off", setting, "off");
        try
        {
            var log = new LogLines<StartupErrors>();

            Assert.True((await PostgresFixture.RunStartupAsync(test.Database, test.Availability, log)).HasAny);
            Assert.Equal($"Critical: Cannot run: DATABASE_URL: PostgreSQL at {test.Database.Target} {expected}", Assert.Single(log.All));
        }
        finally
        {
            await SetAsync(test, $"ALTER SYSTEM RESET {setting}", setting, "on");
        }
    }

    private static async Task SetAsync(TestStore test, string sql, string setting, string value)
    {
        await test.ExecuteAsync(sql);
        await test.ExecuteAsync("SELECT pg_reload_conf()");
        await Eventually.TrueAsync(async () => await test.ScalarAsync<string>($"SELECT current_setting('{setting}')") == value);
    }

    /// <summary>Connections opened before a restart are broken; each is detected by one failed query.</summary>
    private static async Task<T> AskUntilAnsweredAsync<T>(Func<Task<T>> ask)
    {
        T? answer = default;
        await Eventually.TrueAsync(async () =>
        {
            try
            {
                answer = await ask();
                return true;
            }
            catch (Exception e) when (e is StoreUnavailableException or Npgsql.NpgsqlException)
            {
                return false;
            }
        });
        return answer!;
    }
}
