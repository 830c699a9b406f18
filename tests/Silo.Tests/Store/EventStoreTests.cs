using Footfall.Drain;
using Footfall.Queue;
using Footfall.Servers;

namespace Footfall.Store;

public sealed class EventStoreTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Commit_WithExpectedFencingToken_MovesRowsCountersCheckpointAndFencingTokenTogether()
    {
        await using TestStore test = await postgres.CreateStoreAsync();
        EventStore store = await test.StartAsync();
        SiteState before = await store.LoadAsync("a", TestStore.Epoch);
        SiteBatch batch = TestStore.Batch("a", before, new TestEvent(), new TestEvent { Path = "/x" });

        Assert.Equal(EntryId.None, before.Checkpoint);
        Assert.Equal(CommitOutcome.Committed, await store.CommitAsync(batch).WithinLimitAsync());
        Assert.Equal(new SiteState(batch.FencingToken, batch.Checkpoint), await store.LoadAsync("a", TestStore.Epoch));
        Assert.Equal((2, 0, 2, 0), await test.CountsAsync("a"));
        Assert.True(await test.ScalarAsync<bool>(
            """
            SELECT count(DISTINCT at) = 1 FROM (
                SELECT created_at FROM events
                UNION ALL SELECT last_committed_at FROM site_state
                UNION ALL SELECT updated_at FROM site_checkpoints) AS t (at)
            """));
    }

    [Fact]
    public async Task Commit_WithStaleFencingToken_IsRefusedAndChangesNothing()
    {
        await using TestStore test = await postgres.CreateStoreAsync();
        EventStore store = await test.StartAsync();
        SiteState stale = await store.LoadAsync("a", TestStore.Epoch);
        SiteBatch first = TestStore.Batch("a", stale, new TestEvent());
        await store.CommitAsync(first).WithinLimitAsync();

        SiteBatch second = TestStore.Batch("a", stale, new TestEvent(), new TestEvent());

        Assert.Equal(CommitOutcome.NotCommitted, await store.CommitAsync(second).WithinLimitAsync());
        Assert.Equal(new SiteState(first.FencingToken, first.Checkpoint), await store.LoadAsync("a", TestStore.Epoch));
        Assert.Equal((1, 0, 1, 0), await test.CountsAsync("a"));
    }

    [Fact]
    public async Task Commit_OfUnknownSite_IsRefused()
    {
        await using TestStore test = await postgres.CreateStoreAsync();
        EventStore store = await test.StartAsync();
        var state = new SiteState(Guid.NewGuid(), EntryId.None);

        Assert.Equal(CommitOutcome.NotCommitted, await store.CommitAsync(TestStore.Batch("a", state, new TestEvent())).WithinLimitAsync());
        Assert.Equal(0, await test.ScalarAsync<long>("SELECT count(*) FROM events"));
    }

    [Fact]
    public async Task Commit_OfOneChunkByTwoSilosAtOnce_StoresItOnce()
    {
        await using TestStore test = await postgres.CreateStoreAsync();
        EventStore[] silos = [await test.StartAsync(), await test.StartAsync()];
        SiteState state = await silos[0].LoadAsync("a", TestStore.Epoch);
        for (int round = 1; round <= 20; round++)
        {
            SiteBatch[] same = [TestStore.Batch("a", state, new TestEvent()), TestStore.Batch("a", state, new TestEvent())];

            CommitOutcome[] outcomes = await Task.WhenAll(same.Zip(silos, (batch, silo) => silo.CommitAsync(batch))).WithinLimitAsync();

            Assert.Equal([CommitOutcome.Committed, CommitOutcome.NotCommitted], outcomes.Order());
            Assert.Equal((round, 0, round, 0), await test.CountsAsync("a"));
            state = await silos[0].LoadAsync("a", TestStore.Epoch);
            Assert.Equal(same[Array.IndexOf(outcomes, CommitOutcome.Committed)].FencingToken, state.FencingToken);
        }
    }

    [Fact]
    public async Task Commit_OfSiteLockedBySomebodyElse_IsRefusedAtOnceAndItsNeighbourIsStored()
    {
        await using TestStore test = await postgres.CreateStoreAsync();
        EventStore store = await test.StartAsync(commitWorkers: 1);
        SiteState a = await store.LoadAsync("a", TestStore.Epoch);
        SiteState b = await store.LoadAsync("b", TestStore.Epoch);
        await using Npgsql.NpgsqlConnection other = await test.Sql.OpenConnectionAsync();
        await using (await other.BeginTransactionAsync())
        {
            await using var hold = new Npgsql.NpgsqlCommand("SELECT FROM site_state WHERE site_id = 'a' FOR NO KEY UPDATE", other);
            await hold.ExecuteNonQueryAsync();

            Task<CommitOutcome> locked = store.CommitAsync(TestStore.Batch("a", a, new TestEvent()));
            Task<CommitOutcome> neighbour = store.CommitAsync(TestStore.Batch("b", b, new TestEvent()));

            Assert.Equal(CommitOutcome.NotCommitted, await locked.WithinLimitAsync());
            Assert.Equal(CommitOutcome.Committed, await neighbour.WithinLimitAsync());
        }

        Assert.Equal((0, 0, 0, 0), await test.CountsAsync("a"));
        Assert.Equal((1, 0, 1, 0), await test.CountsAsync("b"));
    }

    [Fact]
    public async Task Commit_OfManySitesAtOnce_StoresEachOnce()
    {
        await using TestStore test = await postgres.CreateStoreAsync();
        EventStore store = await test.StartAsync();
        string[] sites = [.. Enumerable.Range(0, 300).Select(i => $"site-{i}")];
        SiteState[] states = await Task.WhenAll(sites.Select(site => store.LoadAsync(site, TestStore.Epoch))).WithinLimitAsync();

        CommitOutcome[] outcomes = await Task.WhenAll(sites.Select(
            (site, i) => store.CommitAsync(TestStore.Batch(site, states[i], new TestEvent { Path = "/" + site })))).WithinLimitAsync();

        Assert.All(outcomes, outcome => Assert.Equal(CommitOutcome.Committed, outcome));
        Assert.Equal(300, await test.ScalarAsync<long>("SELECT count(*) FROM events WHERE path = '/' || site_id"));
        Assert.Equal(300, await test.ScalarAsync<long>("SELECT sum(stored)::bigint FROM site_state"));
    }

    [Fact]
    public async Task Checkpoint_BeyondSigned64Bits_IsKeptExactly()
    {
        await using TestStore test = await postgres.CreateStoreAsync();
        EventStore store = await test.StartAsync();
        SiteState state = await store.LoadAsync("a", TestStore.Epoch);
        SiteState high = state with { Checkpoint = new EntryId(ulong.MaxValue - 1, ulong.MaxValue) };

        await store.CommitAsync(TestStore.Batch("a", high, new TestEvent())).WithinLimitAsync();

        Assert.Equal(new EntryId(ulong.MaxValue, ulong.MaxValue), (await store.LoadAsync("a", TestStore.Epoch)).Checkpoint);
    }

    [Fact]
    public async Task Load_OfAnotherEpoch_HasTheSameFencingTokenAndACheckpointOfItsOwn()
    {
        await using TestStore test = await postgres.CreateStoreAsync();
        EventStore store = await test.StartAsync();
        SiteBatch batch = TestStore.Batch("a", await store.LoadAsync("a", TestStore.Epoch), new TestEvent());
        await store.CommitAsync(batch).WithinLimitAsync();

        Assert.Equal(new SiteState(batch.FencingToken, EntryId.None), await store.LoadAsync("a", "fedcba9876543210"));
    }

    [Fact]
    public async Task Commit_UnderWayAtTheStop_StillGetsItsAnswer()
    {
        await using TestStore test = await postgres.CreateStoreAsync();
        EventStore store = await test.StartAsync();
        SiteState state = await store.LoadAsync("a", TestStore.Epoch);
        Task<CommitOutcome> committing;
        Task stopping;
        await using (CommitGate gate = await CommitGate.CloseAtCommitAsync(test))
        {
            committing = store.CommitAsync(TestStore.Batch("a", state, new TestEvent()));
            await gate.WaitForAsync(1);
            stopping = test.StopAsync();
            Assert.False(stopping.IsCompleted);
        }

        await stopping.WithinLimitAsync();
        Assert.Equal(CommitOutcome.Committed, await committing.WithinLimitAsync());
        Assert.Equal((1, 0, 1, 0), await test.CountsAsync("a"));
    }

    [Fact]
    public async Task Commit_AfterTheStop_IsRefused()
    {
        await using TestStore test = await postgres.CreateStoreAsync();
        EventStore store = await test.StartAsync();
        SiteState state = await store.LoadAsync("a", TestStore.Epoch);
        await test.StopAsync();

        Assert.Equal(CommitOutcome.NotCommitted, await store.CommitAsync(TestStore.Batch("a", state, new TestEvent())).WithinLimitAsync());
    }
}
