using Footfall.Drain;
using Footfall.Servers;
using Footfall.Stats;
using Microsoft.Extensions.Time.Testing;
using Npgsql;

namespace Footfall.Store;

public sealed class ConnectionBudgetTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Connections_AreGivenOutInTurnAndNeverMoreThanThereAre()
    {
        await using TestStore test = await postgres.CreateStoreAsync();
        ConnectionPool pool = test.Database.Queries;
        PooledConnection[] open = [await pool.OpenAsync(), await pool.OpenAsync()];
        using var givenUp = new CancellationTokenSource();

        Task<PooledConnection> first = pool.OpenAsync();
        Task<PooledConnection> impatient = pool.OpenAsync(givenUp.Token);
        Task<PooledConnection> last = pool.OpenAsync();
        await givenUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        await open[0].DisposeAsync();
        await using PooledConnection next = await first.WithinLimitAsync();
        Assert.False(last.IsCompleted);
        Assert.Equal(2, await CountSessionsAsync(test));

        await open[1].DisposeAsync();
        await (await last.WithinLimitAsync()).DisposeAsync();
        Assert.Equal(2, await CountSessionsAsync(test));
    }

    [Fact]
    public async Task Connection_ThatCouldNotBeOpened_IsFreeAgain()
    {
        await using var pool = new ConnectionPool("test", new NpgsqlConnectionStringBuilder(postgres.Server.NpgsqlConnectionString("missing")), 1);
        for (int attempt = 0; attempt < 3; attempt++)
        {
            await Assert.ThrowsAsync<PostgresException>(() => pool.OpenAsync().WithinLimitAsync());
        }
    }

    [Fact]
    public async Task WhileQuestionsHaveAllTheirConnections_EventsAreStoredAndFurtherQuestionsAreUnavailable()
    {
        await using TestStore test = await postgres.CreateStoreAsync();
        EventStore store = await test.StartAsync();
        var timeProvider = new FakeTimeProvider();
        var stats = new StatsReader(new StoreCommands(test.Database, test.Availability, timeProvider), test.RollUps, test.Days);
        PooledConnection[] slow = [await test.Database.Queries.OpenAsync(), await test.Database.Queries.OpenAsync()];

        Task<StoredStats> question = stats.ReadAsync("a", null);
        SiteState state = await store.LoadAsync("a", TestStore.Epoch).WithinLimitAsync();
        await store.LoadEventIdsAsync("a", TimeSpan.FromHours(1), 10).WithinLimitAsync();
        Assert.Equal(CommitOutcome.Committed, await store.CommitAsync(TestStore.Batch("a", state, new TestEvent())).WithinLimitAsync());
        Assert.False(question.IsCompleted);

        timeProvider.Advance(TimeSpan.FromSeconds(11));
        var fault = await Assert.ThrowsAsync<StoreUnavailableException>(() => question.WithinLimitAsync());
        Assert.Contains("Store:Connections", fault.Message);
        Assert.True(test.Availability.IsUp);

        await slow[0].DisposeAsync();
        Assert.Equal(1, (await stats.ReadAsync("a", null).WithinLimitAsync()).Stats.TotalViews);
        await slow[1].DisposeAsync();
    }

    private static Task<long> CountSessionsAsync(TestStore test) => test.ScalarAsync<long>(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'footfall'");
}
