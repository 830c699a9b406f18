using Footfall.Queue;

namespace Footfall.Drain;

public sealed class SiteDrainFailureTests
{
    [Theory]
    [InlineData(FakeStore.Fault.NotCommitted, "NotCommitted")]
    [InlineData(FakeStore.Fault.UnknownAndNotStored, "Unknown")]
    public async Task CommitThatDidNotHappen_ThrowsEverythingAwayAndReadsAgainBeforeTheNextCommit(object fault, string outcome)
    {
        var test = new DrainTest(entries: 4) { Queue = { MaxEntries = 2 } };
        test.Store.Faults.Enqueue(FakeStore.Fault.None);
        test.Store.Faults.Enqueue((FakeStore.Fault)fault);

        DrainReport report = await test.RunAsync();

        AssertRetry(report, trimTo: new EntryId(2, 1));
        Assert.Null(test.Drain.FencingToken);
        Assert.Equal(["load", "read 0", "commit 2", "Committed", "read 2", "commit 4", outcome, "read 4"], test.Log);
        Assert.Equal(0, test.Memory.Used);

        test.Log.Clear();
        Assert.Equal(DrainTest.Drained(4), await test.RunAsync());
        Assert.Equal(["load", "read 2", "commit 4", "Committed", "read 4"], test.Log);
        test.AssertAllStoredOnce();
    }

    [Fact]
    public async Task CommitThatHappenedThoughItsAnswerWasLost_IsNotSentAgain()
    {
        var test = new DrainTest(entries: 4) { Queue = { MaxEntries = 2 } };
        test.Store.Faults.Enqueue(FakeStore.Fault.UnknownButStored);

        AssertRetry(await test.RunAsync(), trimTo: new EntryId(0, 1));
        test.Log.Clear();
        Assert.Equal(DrainTest.Drained(4), await test.RunAsync());

        Assert.Equal(["load", "read 2", "commit 4", "Committed", "read 4"], test.Log);
        test.AssertAllStoredOnce();
    }

    [Fact]
    public async Task CommitOfAnotherActivation_IsFoundOutAndItsEntriesAreNotStoredAgain()
    {
        var test = new DrainTest(entries: 4) { Queue = { MaxEntries = 2 } };
        await test.RunAsync();
        SiteDrain other = test.CreateDrain();
        test.Queue.AddMany(2);
        Assert.Equal(DrainTest.Drained(6), await other.RunAsync(DrainTest.Epoch));

        AssertRetry(await test.RunAsync(), trimTo: new EntryId(4, 1));
        Assert.Equal(DrainTest.Drained(6), await test.RunAsync());

        test.AssertAllStoredOnce();
    }

    [Fact]
    public async Task QueueThatIsAwayWhilePrefetching_EndsTheDrainAfterItsCommit()
    {
        var test = new DrainTest(entries: 4) { Queue = { MaxEntries = 2 } };
        test.Queue.BeforeRead = after => after.Ms == 2 ? throw Away() : Task.CompletedTask;

        AssertRetry(await test.RunAsync(), trimTo: new EntryId(2, 1));
        Assert.Equal(0, test.Memory.Used);
        test.Queue.BeforeRead = _ => Task.CompletedTask;
        Assert.Equal(DrainTest.Drained(4), await test.RunAsync());

        test.AssertAllStoredOnce();
    }

    [Fact]
    public async Task PrefetchThatIsStillUnderWayWhenItsCommitIsRefused_GivesItsMemoryBack()
    {
        var test = new DrainTest(entries: 4) { Queue = { MaxEntries = 2 } };
        var reading = new TaskCompletionSource();
        test.Queue.BeforeRead = after => after.Ms == 2 ? reading.Task : Task.CompletedTask;
        test.Store.Faults.Enqueue(FakeStore.Fault.NotCommitted);

        AssertRetry(await test.RunAsync(), trimTo: new EntryId(0, 1));
        Assert.NotEqual(0, test.Memory.Used);
        reading.SetResult();

        await Eventually.TrueAsync(() => test.Memory.Used == 0);
    }

    [Fact]
    public async Task PrefetchThatFailsAfterItsCommitWasRefused_GivesItsMemoryBack()
    {
        var test = new DrainTest(entries: 4) { Queue = { MaxEntries = 2 } };
        var reading = new TaskCompletionSource();
        test.Queue.BeforeRead = after => after.Ms == 2 ? reading.Task : Task.CompletedTask;
        test.Store.Faults.Enqueue(FakeStore.Fault.NotCommitted);
        await test.RunAsync();

        reading.SetException(Away());

        await Eventually.TrueAsync(() => test.Memory.Used == 0);
    }

    [Fact]
    public async Task StoreThatCannotBeAsked_IsRetriedWithoutAnIdToTrimTo()
    {
        var test = new DrainTest(entries: 2);
        test.Store.BeforeLoad = () => throw new StoreUnavailableException("", new TimeoutException());

        AssertRetry(await test.RunAsync(), trimTo: null);

        Assert.Equal(["load"], test.Log);
        Assert.Equal(0, test.Memory.Used);
    }

    [Fact]
    public async Task KeyThatIsNoStream_IsUnreadable()
    {
        var test = new DrainTest(entries: 2);
        test.Queue.BeforeRead = _ => throw new QueueKeyException("", new InvalidOperationException());

        Assert.Equal(DrainReport.Unreadable, await test.RunAsync());
        Assert.Equal(0, test.Memory.Used);
    }

    [Fact]
    public async Task FailureThatNobodyForesaw_IsThrownAndTheStateIsReadAgain()
    {
        var test = new DrainTest(entries: 4) { Queue = { MaxEntries = 2 } };
        test.Queue.BeforeRead = after => after.Ms == 2 ? throw new InvalidOperationException() : Task.CompletedTask;

        await Assert.ThrowsAsync<InvalidOperationException>(() => test.RunAsync());
        Assert.Equal(0, test.Memory.Used);
        Assert.Null(test.Drain.FencingToken);
        test.Queue.BeforeRead = _ => Task.CompletedTask;
        test.Log.Clear();
        Assert.Equal(DrainTest.Drained(4), await test.RunAsync());

        Assert.Equal("load", test.Log[0]);
        test.AssertAllStoredOnce();
    }

    [Fact]
    public async Task Rest_GrowsWithFailuresUpToTwoSecondsAndStartsAnewAfterASuccess()
    {
        var test = new DrainTest(entries: 2);
        test.Store.BeforeLoad = () => throw new StoreUnavailableException("", new TimeoutException());
        TimeSpan longest = TimeSpan.Zero;
        for (int failure = 0; failure < 200; failure++)
        {
            DrainReport report = await test.RunAsync();
            Assert.InRange(report.Delay, TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(2));
            Assert.True(failure > 0 || report.Delay <= TimeSpan.FromMilliseconds(100));
            longest = report.Delay > longest ? report.Delay : longest;
        }

        Assert.True(longest > TimeSpan.FromSeconds(1));
        test.Store.BeforeLoad = () => Task.CompletedTask;
        await test.RunAsync();
        test.Queue.BeforeRead = _ => throw Away();
        Assert.True((await test.RunAsync()).Delay <= TimeSpan.FromMilliseconds(100));
    }

    private static QueueUnavailableException Away() => new("Redis did not answer.", new TimeoutException());

    private static void AssertRetry(DrainReport report, EntryId? trimTo)
    {
        Assert.Equal((DrainOutcome.Retry, trimTo), (report.Outcome, report.TrimTo));
        Assert.InRange(report.Delay, TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(2));
    }
}
