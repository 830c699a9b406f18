using Footfall.Drain;
using Footfall.Servers;
using Footfall.Store;

namespace Footfall.Operator;

public sealed class SitePauseStoreTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Pause_OfASiteThatTheStoreHasNeverHeardOf_IsThereWhenItIsLoaded()
    {
        await using TestStore test = await postgres.CreateStoreAsync();
        test.Availability.Open();

        await new SitePauseStore(test.Queries).PauseAsync("a");

        Assert.True((await test.LoadAsync("a")).IsPaused);
        Assert.False((await test.LoadAsync("b")).IsPaused);
    }

    [Fact]
    public async Task PauseAndResume_MoveTheFencingToken_AndKeepTheCounts()
    {
        await using TestStore test = await postgres.CreateStoreAsync();
        var pauses = new SitePauseStore(test.Queries);
        EventStore store = await test.StartAsync();
        SiteState before = await store.LoadAsync("a", TestStore.Epoch);
        SiteBatch batch = TestStore.Batch("a", before, new TestEvent());
        Assert.Equal(CommitOutcome.Committed, await store.CommitAsync(batch));

        await pauses.PauseAsync("a");
        SiteState paused = await store.LoadAsync("a", TestStore.Epoch);
        Assert.Equal(CommitOutcome.NotCommitted, await store.CommitAsync(TestStore.Batch("a", before with { FencingToken = batch.FencingToken }, new TestEvent())));
        await pauses.ResumeAsync("a");
        SiteState resumed = await store.LoadAsync("a", TestStore.Epoch);

        Assert.Equal((true, batch.Checkpoint), (paused.IsPaused, paused.Checkpoint));
        Assert.Equal((false, batch.Checkpoint), (resumed.IsPaused, resumed.Checkpoint));
        Assert.Equal(4, new[] { before.FencingToken, batch.FencingToken, paused.FencingToken, resumed.FencingToken }.Distinct().Count());
        Assert.Equal(1, await test.ScalarAsync<long>("SELECT stored FROM site_state"));
    }

    [Fact]
    public async Task RepeatedPause_KeepsItsTime_AndAnotherResumeChangesNothing()
    {
        await using TestStore test = await postgres.CreateStoreAsync();
        test.Availability.Open();
        var pauses = new SitePauseStore(test.Queries);
        await pauses.PauseAsync("a");
        DateTime since = await test.ScalarAsync<DateTime>("SELECT paused_at FROM site_state");

        await pauses.PauseAsync("a");

        Assert.Equal(since, await test.ScalarAsync<DateTime>("SELECT paused_at FROM site_state"));
        await pauses.ResumeAsync("a");
        SiteState resumed = await test.LoadAsync("a");
        await pauses.ResumeAsync("a");
        Assert.Equal(resumed, await test.LoadAsync("a"));
    }

    [Fact]
    public async Task Pause_WaitsForTheTransactionThatHoldsTheSite_AndThenItsActivationIsStale()
    {
        await using TestStore test = await postgres.CreateStoreAsync();
        test.Availability.Open();
        await test.LoadAsync("a");
        await using Npgsql.NpgsqlConnection holder = await test.Sql.OpenConnectionAsync();
        await using Npgsql.NpgsqlTransaction transaction = await holder.BeginTransactionAsync();
        await using (var hold = new Npgsql.NpgsqlCommand("UPDATE site_state SET stored = 7, commit_id = '11111111-1111-1111-1111-111111111111'", holder, transaction))
        {
            await hold.ExecuteNonQueryAsync();
        }

        Task pause = new SitePauseStore(test.Queries).PauseAsync("a");
        await Eventually.TrueAsync(async () => await test.ScalarAsync<long>("SELECT count(*) FROM pg_locks WHERE NOT granted") > 0);
        Assert.False(pause.IsCompleted);
        await transaction.CommitAsync();
        await pause.WithinLimitAsync();

        SiteState state = await test.LoadAsync("a");
        Assert.True(state.IsPaused);
        Assert.NotEqual(Guid.Parse("11111111-1111-1111-1111-111111111111"), state.FencingToken);
        Assert.Equal(7, await test.ScalarAsync<long>("SELECT stored FROM site_state"));
    }
}
