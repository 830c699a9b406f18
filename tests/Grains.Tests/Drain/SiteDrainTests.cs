using Footfall.Queue;

namespace Footfall.Drain;

public sealed class SiteDrainTests
{
    [Fact]
    public async Task EmptyStream_IsDrainedAndTellsTheCheckpointOfTheStore()
    {
        var test = new DrainTest();
        test.Store.MoveFencingToken(DrainTest.Epoch, new EntryId(7, 3));

        Assert.Equal(new DrainReport(DrainOutcome.Drained, new EntryId(7, 4), TimeSpan.Zero), await test.RunAsync());
        Assert.Equal(["load", "read 7", "confirm"], test.Log);
    }

    [Fact]
    public async Task Stream_OfManyChunks_IsStoredWholeAndInOrder()
    {
        var test = new DrainTest(entries: 1000);

        Assert.Equal(DrainTest.Drained(1000), await test.RunAsync());

        Assert.True(test.Store.Batches.Count > 2);
        test.AssertAllStoredOnce();
    }

    [Fact]
    public async Task Chunk_IsFetchedWhileTheLastOneIsCommittedAndNotBefore()
    {
        var test = new DrainTest(entries: 4) { Queue = { MaxEntries = 2 } };
        var gate = new TaskCompletionSource();
        test.Store.BeforeCommit = () => gate.Task;

        Task<DrainReport> running = test.RunAsync();
        Assert.Equal(["load", "read 0", "commit 2", "read 2"], test.Log);
        gate.SetResult();
        await running;

        Assert.Equal(
            ["load", "read 0", "commit 2", "read 2", "Committed", "commit 4", "Committed", "read 4"], test.Log);
        test.AssertAllStoredOnce();
    }

    [Fact]
    public async Task Stream_OfWhichTheEndWasSeen_IsNotReadAgain()
    {
        var test = new DrainTest(entries: 3) { Queue = { MaxEntries = 2 } };

        Assert.Equal(DrainTest.Drained(3), await test.RunAsync());

        Assert.Equal(["read 0", "read 2"], test.Log.Where(line => line.StartsWith("read", StringComparison.Ordinal)));
        test.AssertAllStoredOnce();
    }

    [Fact]
    public async Task NextBatch_ExpectsTheFencingTokenOfTheLast()
    {
        var test = new DrainTest(entries: 6) { Queue = { MaxEntries = 2 } };

        await test.RunAsync();

        Assert.Equal(test.Store.Batches[..^1].Select(batch => batch.FencingToken), test.Store.Batches[1..].Select(batch => batch.ExpectedFencingToken));
        Assert.Equal(test.Store.Batches[^1].FencingToken, test.Drain.FencingToken);
    }

    [Fact]
    public async Task SecondDrain_OfTheSameEpoch_GoesOnWithoutALoad()
    {
        var test = new DrainTest(entries: 2);
        await test.RunAsync();
        test.Queue.AddMany(1);

        Assert.Equal(DrainTest.Drained(3), await test.RunAsync());

        Assert.Equal(["load", "read 0", "commit 2", "Committed", "read 2", "commit 3", "Committed"], test.Log);
    }

    [Fact]
    public async Task Drain_OfAnotherEpoch_LoadsItsCheckpoint()
    {
        var test = new DrainTest(entries: 2);
        await test.RunAsync();
        test.Store.MoveFencingToken("fedcba9876543210", new EntryId(1, 0));

        Assert.Equal(DrainTest.Drained(2), await test.RunAsync("fedcba9876543210"));

        Assert.Equal(["load", "read 1", "commit 2", "Committed"], test.Log[4..]);
    }

    [Fact]
    public async Task Drain_DuringAnother_IsBusy()
    {
        var test = new DrainTest(entries: 2);
        var gate = new TaskCompletionSource();
        test.Store.BeforeCommit = () => gate.Task;
        Task<DrainReport> running = test.RunAsync();

        Assert.Equal(DrainReport.Busy, await test.RunAsync());

        gate.SetResult();
        Assert.Equal(DrainTest.Drained(2), await running);
        Assert.Equal(DrainOutcome.Drained, (await test.RunAsync()).Outcome);
    }

    [Fact]
    public async Task Drain_OfAnotherEpochDuringOne_WaitsForItsEndAndGoesOn()
    {
        var test = new DrainTest(entries: 2);
        var gate = new TaskCompletionSource();
        test.Store.BeforeCommit = () => gate.Task;
        Task<DrainReport> running = test.RunAsync();

        Task<DrainReport> waiting = test.RunAsync("fedcba9876543210");
        Assert.Equal(["load", "read 0", "commit 2"], test.Log);
        Assert.Equal(DrainReport.Busy, await test.RunAsync());

        gate.SetResult();
        Assert.Equal(DrainTest.Drained(2), await running);
        Assert.Equal(DrainTest.Drained(2), await waiting);
        Assert.Equal(["load", "read 0"], test.Log[4..6]);
    }

    [Fact]
    public async Task Drains_OfAnotherEpochDuringOne_OnlyOneOfThemGoesOn()
    {
        var test = new DrainTest(entries: 2);
        var first = new TaskCompletionSource();
        test.Store.BeforeCommit = () => first.Task;
        Task<DrainReport> running = test.RunAsync();
        Task<DrainReport> next = test.RunAsync("fedcba9876543210");
        Task<DrainReport> third = test.RunAsync("fedcba9876543210");
        var second = new TaskCompletionSource();
        test.Store.BeforeCommit = () => second.Task;

        first.SetResult();

        Assert.Equal(DrainTest.Drained(2), await running);
        Assert.Equal(DrainReport.Busy, await third);
        Assert.False(next.IsCompleted);
        second.SetResult();
        Assert.Equal(DrainTest.Drained(2), await next);
    }

    [Fact]
    public async Task Budget_ThatIsSpent_EndsTheDrainAndTheNextGoesOn()
    {
        var test = new DrainTest(entries: 10) { Queue = { MaxEntries = 2 } };
        test.Store.BeforeCommit = () =>
        {
            test.Clock.Advance(TimeSpan.FromMilliseconds(600));
            return Task.CompletedTask;
        };

        DrainReport first = await test.RunAsync();

        Assert.Equal(DrainOutcome.Drained, first.Outcome);
        Assert.InRange(test.Store.Stored.Count, 2, 6);
        Assert.Equal(test.Store.Checkpoint(DrainTest.Epoch).Next, first.TrimTo);
        Assert.Equal(0, test.Memory.Used);
        for (int drain = 0; drain < 5; drain++)
        {
            await test.RunAsync();
        }

        test.AssertAllStoredOnce();
    }

    [Fact]
    public async Task Budget_SpentWaitingForMemory_EndsTheDrainWithoutARead()
    {
        var test = new DrainTest(entries: 2, memory: 100);
        Assert.True(await test.Memory.TryReserveAsync(100, TimeSpan.FromSeconds(1), test.Clock));

        Task<DrainReport> running = test.RunAsync();
        Assert.False(running.IsCompleted);
        test.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(DrainTest.Drained(0), await running);
        Assert.Equal(["load"], test.Log);
        test.Memory.Release(100);
        Assert.Equal(DrainTest.Drained(2), await test.RunAsync());
        test.AssertAllStoredOnce();
    }

    [Fact]
    public async Task Entries_ThatCanNeverBeStored_AreDeadLettersAndTheCheckpointPassesThem()
    {
        var test = new DrainTest(entries: 1);
        test.Queue.Add([99, 1, 2], 5);
        test.Queue.Add([], 1, "the entry has no field b");

        Assert.Equal(DrainTest.Drained(3), await test.RunAsync());

        SiteBatch batch = Assert.Single(test.Store.Batches);
        Assert.Equal([5, 1], batch.DeadLetters.Select(deadLetter => deadLetter.Events));
        Assert.Equal(new EntryId(3, 0), batch.Checkpoint);
        Assert.Equal(0, test.Memory.Used);
    }
}
