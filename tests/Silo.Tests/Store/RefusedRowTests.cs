using System.Buffers;
using Footfall.Drain;
using Footfall.Servers;
using Footfall.Wire;

namespace Footfall.Store;

public sealed class RefusedRowTests(PostgresFixture postgres)
{
    private static readonly TestEvent Poison = new() { Path = "/poison" };

    [Fact]
    public async Task RowThatPostgresRefuses_BecomesADeadLetterAndEverythingAroundItIsStored()
    {
        await using TestStore test = await CreateAsync();
        SiteBatch[] batches =
        [
            TestStore.Batch("a", await test.LoadAsync("a"), new TestEvent(), new TestEvent()),
            TestStore.Batch("b", await test.LoadAsync("b"), Numbered(0), Numbered(1), Poison, Numbered(3), Numbered(4)),
            TestStore.Batch("c", await test.LoadAsync("c"), new TestEvent()),
        ];

        CommitOutcome[] outcomes = await test.RunWorkerAsync(new EventStoreOptions(), batches);

        Assert.All(outcomes, outcome => Assert.Equal(CommitOutcome.Committed, outcome));
        Assert.Equal((2, 0, 2, 0), await test.CountsAsync("a"));
        Assert.Equal((4, 1, 4, 1), await test.CountsAsync("b"));
        Assert.Equal((1, 0, 1, 0), await test.CountsAsync("c"));
        Assert.Equal("/0 /1 /3 /4", await test.ScalarAsync<string>("SELECT string_agg(path, ' ' ORDER BY path) FROM events WHERE site_id = 'b'"));
        Assert.Equal(
            "1 0 2 1 3", await test.ScalarAsync<string>("SELECT concat_ws(' ', ms, seq, idx, events, reason) FROM dead_letters"));
        Assert.StartsWith("23514: ", await test.ScalarAsync<string>("SELECT detail FROM dead_letters"));
        Assert.Equal(TestEvent.Entry(Poison), await test.ScalarAsync<byte[]>("SELECT payload FROM dead_letters"));
    }

    [Fact]
    public async Task PoisonedBatch_IsStoredInOneTransaction()
    {
        await using TestStore test = await CreateAsync();
        SiteBatch batch = TestStore.Batch("a", await test.LoadAsync("a"), Poison, new TestEvent(), Poison, Poison, new TestEvent(), Poison);

        await test.RunWorkerAsync(new EventStoreOptions(), batch);

        Assert.Equal((2, 4, 2, 4), await test.CountsAsync("a"));
        Assert.Equal("0 2 3 5", await test.ScalarAsync<string>("SELECT string_agg(idx::text, ' ' ORDER BY idx) FROM dead_letters"));
        Assert.Equal(new SiteState(batch.FencingToken, batch.Checkpoint), await test.LoadAsync("a"));
        Assert.True(await test.ScalarAsync<bool>(
            """
            SELECT count(DISTINCT at) = 1 FROM (
                SELECT created_at FROM events
                UNION ALL SELECT created_at FROM dead_letters
                UNION ALL SELECT last_committed_at FROM site_state
                UNION ALL SELECT updated_at FROM site_checkpoints) AS t (at)
            """));
    }

    [Fact]
    public async Task PoisonedBatch_CutOffBeforeItsCommit_LeavesNothing()
    {
        await using TestStore test = await CreateAsync();
        SiteState state = await test.LoadAsync("a");
        await using (CommitGate gate = await CommitGate.CloseAtCommitAsync(test))
        {
            Task<CommitOutcome[]> committing = test.RunWorkerAsync(new EventStoreOptions(), TestStore.Batch("a", state, new TestEvent(), Poison));
            await gate.WaitForAsync(1);
            await test.ExecuteAsync(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'footfall-lane' AND datname = current_database()");
            Assert.Equal([CommitOutcome.Unknown], await committing.WithinLimitAsync());
        }

        Assert.Equal(state, await test.LoadAsync("a"));
        Assert.Equal((0, 0, 0, 0), await test.CountsAsync("a"));
    }

    [Fact]
    public async Task PoisonedBatch_WithStaleFencingToken_IsRefusedAndChangesNothing()
    {
        await using TestStore test = await CreateAsync();
        SiteState stale = await test.LoadAsync("a");
        await test.RunWorkerAsync(new EventStoreOptions(), TestStore.Batch("a", stale, new TestEvent()));

        await using CommitTransaction transaction = await CommitTransaction.BeginAsync(test.Database, new BinaryCopyWriter());

        Assert.Empty(await transaction.CommitWithRefusedRowsAsync(TestStore.Batch("a", stale, new TestEvent(), Poison)));
        Assert.Equal((1, 0, 1, 0), await test.CountsAsync("a"));
    }

    [Theory]
    [InlineData(new byte[] { (byte)'/', 0xFF })]
    [InlineData(new byte[] { (byte)'/', 0 })]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 })]
    public async Task TextThatIsNone_BecomesADeadLetterOfItsOwn(byte[] path)
    {
        await using TestStore test = await CreateAsync();
        var entry = new ArrayBufferWriter<byte>();
        entry.Write(TestEvent.Entry(new TestEvent()));
        TestEvent.Write(entry, EventTime.FromDateTime(TestEvent.Noon), ["page_view"u8.ToArray(), path, null]);

        CommitOutcome[] outcomes = await test.RunWorkerAsync(
            new EventStoreOptions(), TestStore.Batch("a", await test.LoadAsync("a"), entry.WrittenSpan.ToArray(), 2, (2026 * 12) + 2));

        Assert.Equal([CommitOutcome.Committed], outcomes);
        Assert.Equal((1, 1, 1, 1), await test.CountsAsync("a"));
        Assert.StartsWith("22021: ", await test.ScalarAsync<string>("SELECT detail FROM dead_letters"));
    }

    private static TestEvent Numbered(int number) => new() { Path = "/" + number };

    private async Task<TestStore> CreateAsync()
    {
        TestStore test = await postgres.CreateStoreAsync();
        await test.ExecuteAsync("ALTER TABLE events ADD CONSTRAINT no_poison CHECK (path <> '/poison')");
        return test;
    }
}
