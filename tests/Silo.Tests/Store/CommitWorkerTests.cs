using Footfall.DeadLetters;
using Footfall.Drain;
using Footfall.Queue;
using Footfall.Servers;
using Npgsql;

namespace Footfall.Store;

public sealed class CommitWorkerTests(PostgresFixture postgres)
{
    [Theory]
    [InlineData(20_000, 2, 3)]
    [InlineData(5, 1000, 2)]
    [InlineData(20_000, 1000, 1)]
    public async Task Worker_WithManyBatches_TakesRowsAndSitesUpToItsLimits(int rows, int sites, int transactions)
    {
        await using TestStore test = await postgres.CreateStoreAsync();
        SiteBatch[] batches = await BatchesAsync(test, "a", "b", "c", "d", "e");

        CommitOutcome[] outcomes = await test.RunWorkerAsync(
            new EventStoreOptions { RowsPerTransaction = rows, SitesPerTransaction = sites }, batches);

        Assert.All(outcomes, outcome => Assert.Equal(CommitOutcome.Committed, outcome));
        Assert.Equal(transactions, await test.ScalarAsync<long>("SELECT count(DISTINCT created_at) FROM events"));
    }

    /// <summary>By the batches' rows: the number of transactions, and the number of batches in the first.</summary>
    [Theory]
    [InlineData(new[] { 101, 5, 5 }, 2, 2)]
    [InlineData(new[] { 100, 5, 5 }, 1, 3)]
    [InlineData(new[] { 5, 3000, 400 }, 2, 1)]
    [InlineData(new[] { 5, 3000, 3000 }, 2, 1)]
    [InlineData(new[] { 150, 300 }, 1, 2)]
    [InlineData(new[] { 150, 301 }, 2, 1)]
    [InlineData(new[] { 118, 230, 119, 121, 120 }, 1, 5)]
    [InlineData(new[] { 3000 }, 1, 1)]
    public async Task Batch_ThatDwarfsTheOthersTogether_IsCommittedAfterThemAndApart(int[] rows, int transactions, int inFirst)
    {
        await using TestStore test = await postgres.CreateStoreAsync();
        var batches = new SiteBatch[rows.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            batches[i] = TestStore.Batch($"site-{i}", await test.LoadAsync($"site-{i}"), [.. Enumerable.Repeat(new TestEvent(), rows[i])]);
        }

        CommitOutcome[] outcomes = await test.RunWorkerAsync(new EventStoreOptions(), batches);

        Assert.All(outcomes, outcome => Assert.Equal(CommitOutcome.Committed, outcome));
        Assert.Equal(rows.Sum(), await test.ScalarAsync<long>("SELECT count(*) FROM events"));
        Assert.Equal(transactions, await test.ScalarAsync<long>("SELECT count(DISTINCT created_at) FROM events"));
        Assert.Equal(inFirst, await test.ScalarAsync<long>(
            "SELECT count(DISTINCT site_id) FROM events WHERE created_at = (SELECT min(created_at) FROM events)"));
    }

    [Fact]
    public async Task OneTransaction_WithTwoBatchesOfOneFencingToken_StoresExactlyOne()
    {
        await using TestStore test = await postgres.CreateStoreAsync();
        SiteState state = await test.LoadAsync("a");
        SiteBatch[] same = [TestStore.Batch("a", state, new TestEvent()), TestStore.Batch("a", state, new TestEvent())];

        CommitOutcome[] outcomes = await test.RunWorkerAsync(new EventStoreOptions(), same);

        Assert.Equal([CommitOutcome.Committed, CommitOutcome.NotCommitted], outcomes.Order());
        Assert.Equal((1, 0, 1, 0), await test.CountsAsync("a"));
        Assert.Equal(
            same[Array.IndexOf(outcomes, CommitOutcome.Committed)].FencingToken, await test.ScalarAsync<Guid>("SELECT commit_id FROM site_state"));
    }

    [Fact]
    public async Task OneTransaction_WithARefusedBatch_StoresTheOthers()
    {
        await using TestStore test = await postgres.CreateStoreAsync();
        SiteBatch[] batches = await BatchesAsync(test, "a", "b", "c");
        batches[1] = TestStore.Batch("b", new SiteState(Guid.NewGuid(), EntryId.None), new TestEvent());

        CommitOutcome[] outcomes = await test.RunWorkerAsync(new EventStoreOptions(), batches);

        Assert.Equal([CommitOutcome.Committed, CommitOutcome.NotCommitted, CommitOutcome.Committed], outcomes);
        Assert.Equal((2, 0, 2, 0), await test.CountsAsync("a"));
        Assert.Equal((0, 0, 0, 0), await test.CountsAsync("b"));
    }

    [Fact]
    public async Task DeadLetters_OfABatchWithoutRows_AreWrittenAndCountedByTheirEvents()
    {
        await using TestStore test = await postgres.CreateStoreAsync();
        SiteState state = await test.LoadAsync("a");
        SiteBatch batch = TestStore.Batch("a", state, [9, 9, 9], 0);
        var deadLetters = new SiteBatch
        {
            SiteId = "a",
            Epoch = batch.Epoch,
            ExpectedFencingToken = batch.ExpectedFencingToken,
            FencingToken = batch.FencingToken,
            Checkpoint = batch.Checkpoint,
            Entries = [],
            Events = 0,
            Duplicates = 0,
            Refused = new Dictionary<Footfall.Collect.RefusalReason, long>(),
            EventIds = new RegisteredIds(new EntryId(1, 0), []),
            Months = [],
            DeadLetters =
            [
                new DeadLetter(new EntryId(7, ulong.MaxValue), DeadLetter.WholeEntry, 40, DeadLetterReason.Undecodable, "unknown version 9", new byte[] { 9, 0, 255 }),
                new DeadLetter(new EntryId(8, 0), 3, 1, DeadLetterReason.Invalid, "path is longer than 1000 characters", new byte[] { 1 }),
            ],
        };

        Assert.Equal([CommitOutcome.Committed], await test.RunWorkerAsync(new EventStoreOptions(), deadLetters));
        Assert.Equal((0, 41, 0, 2), await test.CountsAsync("a"));
        Assert.Equal(
            "0123456789abcdef 7 18446744073709551615 -1 40 1 unknown version 9 \\x0900ff",
            await test.ScalarAsync<string>("SELECT concat_ws(' ', epoch, ms, seq, idx, events, reason, detail, payload) FROM dead_letters WHERE idx = -1"));
        Assert.Equal(batch.Checkpoint, (await test.LoadAsync("a")).Checkpoint);
    }

    [Fact]
    public async Task MonthThatWasDropped_FailsOneCommitAndIsMadeAgain()
    {
        await using TestStore test = await postgres.CreateStoreAsync();
        SiteState state = await test.LoadAsync("a");
        await test.RunWorkerAsync(new EventStoreOptions(), TestStore.Batch("a", state, new TestEvent()));
        state = await test.LoadAsync("a");
        await test.ExecuteAsync("DROP TABLE events_2026_03");

        Assert.Equal([CommitOutcome.Unknown], await test.RunWorkerAsync(new EventStoreOptions(), TestStore.Batch("a", state, new TestEvent())));
        Assert.Equal(state, await test.LoadAsync("a"));
        Assert.Equal([CommitOutcome.Committed], await test.RunWorkerAsync(new EventStoreOptions(), TestStore.Batch("a", state, new TestEvent())));
        Assert.Equal(1, await test.ScalarAsync<long>("SELECT count(*) FROM events_2026_03"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task BackendTerminatedInTheMiddle_IsUnknownAndChangesNothing(bool inCommit)
    {
        await using TestStore test = await postgres.CreateStoreAsync();
        SiteState state = await test.LoadAsync("a");
        Task<CommitOutcome[]> committing;
        await using (CommitGate gate = await (inCommit ? CommitGate.CloseAtCommitAsync(test) : CommitGate.CloseAtRowsAsync(test)))
        {
            committing = test.RunWorkerAsync(new EventStoreOptions(), TestStore.Batch("a", state, new TestEvent()));
            await gate.WaitForAsync(1);
            await test.ExecuteAsync(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'footfall-lane' AND datname = current_database()");
            Assert.Equal([CommitOutcome.Unknown], await committing.WithinLimitAsync());
        }

        Assert.Equal(state, await test.LoadAsync("a"));
        Assert.Equal((0, 0, 0, 0), await test.CountsAsync("a"));
        Assert.Equal([CommitOutcome.Committed], await test.RunWorkerAsync(new EventStoreOptions(), TestStore.Batch("a", state, new TestEvent())));
    }

    [Fact]
    public async Task Reader_DuringATransaction_SeesNothingOfIt()
    {
        await using TestStore test = await postgres.CreateStoreAsync();
        SiteState state = await test.LoadAsync("a");
        Task<CommitOutcome[]> committing;
        await using (CommitGate gate = await CommitGate.CloseAtCommitAsync(test))
        {
            committing = test.RunWorkerAsync(new EventStoreOptions(), TestStore.Batch("a", state, new TestEvent()));
            await gate.WaitForAsync(1);

            Assert.Equal(state, await test.LoadAsync("a"));
            Assert.Equal((0, 0, 0, 0), await test.CountsAsync("a"));
        }

        Assert.Equal([CommitOutcome.Committed], await committing.WithinLimitAsync());
        Assert.Equal((1, 0, 1, 0), await test.CountsAsync("a"));
    }

    [Fact]
    public async Task CommitTransaction_DisposedWithoutACommit_LeavesNothing()
    {
        await using TestStore test = await postgres.CreateStoreAsync();
        await test.ExecuteAsync("ALTER TABLE events ADD CONSTRAINT no_poison CHECK (path <> '/poison')");
        SiteState state = await test.LoadAsync("a");
        await test.Months.EnsureAsync([(2026 * 12) + 2], CancellationToken.None);
        await using (CommitTransaction transaction = await CommitTransaction.BeginAsync(test.Database, new BinaryCopyWriter()))
        {
            await Assert.ThrowsAsync<PostgresException>(
                () => transaction.CommitAsync([TestStore.Batch("a", state, new TestEvent(), new TestEvent { Path = "/poison" })]));
        }

        Assert.Equal(state, await test.LoadAsync("a"));
        Assert.Equal((0, 0, 0, 0), await test.CountsAsync("a"));
    }

    private static async Task<SiteBatch[]> BatchesAsync(TestStore test, params string[] sites)
    {
        var batches = new SiteBatch[sites.Length];
        for (int i = 0; i < sites.Length; i++)
        {
            batches[i] = TestStore.Batch(sites[i], await test.LoadAsync(sites[i]), new TestEvent(), new TestEvent { Path = "/2" });
        }

        return batches;
    }
}
