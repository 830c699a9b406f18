namespace Footfall.Drain;

public sealed class SiteDrainDuplicateTests
{
    [Fact]
    public async Task Window_IsLoadedWhenTheFirstIdShowsUpAndNotBefore()
    {
        var test = new DrainTest(entries: 2) { Queue = { MaxEntries = 1 } };
        test.Queue.Add(new TestEvent { EventId = "x" });
        test.Queue.Add(new TestEvent { EventId = "y" });

        await test.RunAsync();

        Assert.Equal(
            ["load", "read 0", "commit 1", "Committed", "read 1", "commit 2", "Committed", "read 2", "load ids", "commit 3"], test.Log[..10]);
        Assert.Single(test.Log, "load ids");
        test.AssertAllStoredOnce();
    }

    [Fact]
    public async Task Copies_InLaterChunksAndDrains_AreDuplicates()
    {
        var test = new DrainTest { Queue = { MaxEntries = 1 } };
        AddCopies(test, 3);
        await test.RunAsync();
        AddCopies(test, 2);
        await test.RunAsync();

        Assert.Equal((1, 4), test.Store.Counts);
        Assert.Single(test.Log, "load ids");
    }

    [Theory]
    [InlineData(FakeStore.Fault.NotCommitted)]
    [InlineData(FakeStore.Fault.UnknownAndNotStored)]
    [InlineData(FakeStore.Fault.UnknownButStored)]
    public async Task Copies_OfWhichTheFirstsCommitFailed_AreStoredOnce(object fault)
    {
        var test = new DrainTest { Queue = { MaxEntries = 1 } };
        AddCopies(test, 2);
        test.Store.Faults.Enqueue((FakeStore.Fault)fault);

        Assert.Equal(DrainOutcome.Retry, (await test.RunAsync()).Outcome);
        Assert.Equal(DrainOutcome.Drained, (await test.RunAsync()).Outcome);

        Assert.Equal((1, 1), test.Store.Counts);
        Assert.Equal(2, test.Log.Count(line => line == "load ids"));
        test.AssertAllStoredOnce();
    }

    [Fact]
    public async Task Copies_DrainedByAnotherActivation_AreDuplicatesHereToo()
    {
        var test = new DrainTest();
        AddCopies(test, 1);
        await test.RunAsync();
        AddCopies(test, 1);
        await test.CreateDrain().RunAsync(DrainTest.Epoch);
        AddCopies(test, 1);
        await test.RunAsync();
        await test.RunAsync();

        Assert.Equal((1, 2), test.Store.Counts);
    }

    [Fact]
    public async Task Copies_UnderAnotherEpoch_AreDuplicates()
    {
        var test = new DrainTest();
        AddCopies(test, 1);
        await test.RunAsync();

        await test.RunAsync("fedcba9876543210");

        Assert.Equal((1, 1), test.Store.Counts);
    }

    [Fact]
    public async Task Window_ThatTheMemoryHasNoRoomFor_IsLoadedAgainByTheNextDrain()
    {
        var test = new DrainTest { Windows = new WindowByteBudget(0) };
        test.Windows.Add(1);
        for (int drain = 1; drain <= 3; drain++)
        {
            AddCopies(test, 1);
            await test.CreateDrain().RunAsync(DrainTest.Epoch);
            Assert.Equal(drain, test.Log.Count(line => line == "load ids"));
        }

        Assert.Equal((1, 2), test.Store.Counts);
    }

    [Fact]
    public async Task Window_IsAccountedForAndGivenBackByForget()
    {
        var windows = new WindowByteBudget(159);
        var test = new DrainTest { Windows = windows };
        SiteDrain drain = test.CreateDrain();
        test.Queue.Add(new TestEvent { EventId = "1" }, new TestEvent { EventId = "2" });
        await drain.RunAsync(DrainTest.Epoch);
        Assert.True(windows.IsOver);

        drain.Reset();

        Assert.False(windows.IsOver);
        windows.Add(159);
        Assert.False(windows.IsOver);
        windows.Add(1);
        Assert.True(windows.IsOver);
    }

    [Fact]
    public async Task Change_BetweenDrains_WaitsForTheOneUnderWayAndHasTheNextReadAgain()
    {
        var test = new DrainTest(entries: 1);
        var gate = new TaskCompletionSource();
        test.Store.BeforeCommit = () => gate.Task;
        Task<DrainReport> running = test.RunAsync();

        Task<int> change = test.Drain.RunBetweenDrainsAsync(async () =>
        {
            test.Log.Add("change");
            Assert.Equal(DrainReport.Busy, await test.RunAsync());
            return 7;
        });
        Assert.False(change.IsCompleted);
        gate.SetResult();

        Assert.Equal(7, await change.WithinLimitAsync());
        Assert.Equal(DrainTest.Drained(1), await running.WithinLimitAsync());
        Assert.Null(test.Drain.FencingToken);
        Assert.Equal("change", test.Log[^1]);
        Assert.Equal(DrainTest.Drained(1), await test.RunAsync());
        Assert.Equal(["load", "read 1"], test.Log[^2..]);
    }

    private static void AddCopies(DrainTest test, int copies)
    {
        for (int i = 0; i < copies; i++)
        {
            test.Queue.Add(new TestEvent { EventId = "the same" });
        }
    }
}
