using Footfall.Queue;

namespace Footfall.Drain;

/// <summary>The queue trims nothing that a standby may lack.</summary>
public sealed class SiteDrainDurabilityTests
{
    [Fact]
    public async Task CommitThatAStandbyMayLack_LetsGoOfNothing_AndIsMadeAgainAfterTheStandbyTookOver()
    {
        var test = new DrainTest(entries: 6) { Queue = { MaxEntries = 2 } };
        test.Store.Faults.Enqueue(FakeStore.Fault.None);
        test.Store.Faults.Enqueue(FakeStore.Fault.StoredHere);

        AssertRetry(await test.RunAsync(), trimTo: new EntryId(2, 1));
        Assert.Equal(4, test.Store.Stored.Count);
        test.Store.FailOver();
        Assert.Equal(2, test.Store.Stored.Count);

        Assert.Equal(DrainTest.Drained(6), await test.RunAsync());
        test.AssertAllStoredOnce();
    }

    [Fact]
    public async Task CommitThatAStandbyMayLack_IsNotMadeAgainWhenTheServerGoesOn()
    {
        var test = new DrainTest(entries: 4) { Queue = { MaxEntries = 2 } };
        test.Store.Faults.Enqueue(FakeStore.Fault.StoredHere);
        await test.RunAsync();

        Assert.Equal(DrainTest.Drained(4), await test.RunAsync());

        test.AssertAllStoredOnce();
    }

    [Theory]
    [InlineData(FakeStore.Fault.UnknownButStored)]
    [InlineData(FakeStore.Fault.StoredHere)]
    public async Task StateThatWasOnlyRead_LetsGoOfNothingUntilItIsConfirmed(object fault)
    {
        var test = new DrainTest(entries: 2) { Store = { HasStandby = false } };
        test.Store.Faults.Enqueue((FakeStore.Fault)fault);
        await test.RunAsync();

        AssertRetry(await test.RunAsync(), trimTo: null);
        AssertRetry(await test.CreateDrain().RunAsync(DrainTest.Epoch), trimTo: null);
        test.Store.HasStandby = true;

        Assert.Equal(DrainTest.Drained(2), await test.RunAsync());
        test.AssertAllStoredOnce();
    }

    [Fact]
    public async Task StateOfAnotherActivation_IsConfirmedOnce()
    {
        var test = new DrainTest(entries: 2);
        await test.RunAsync();
        SiteDrain other = test.CreateDrain();
        test.Log.Clear();

        Assert.Equal(DrainTest.Drained(2), await other.RunAsync(DrainTest.Epoch));
        Assert.Equal(DrainTest.Drained(2), await other.RunAsync(DrainTest.Epoch));

        Assert.Equal(["load", "read 2", "confirm", "read 2"], test.Log);
    }

    [Fact]
    public async Task LaterCommitThatIsDurable_SparesTheConfirmation()
    {
        var test = new DrainTest(entries: 2);
        test.Store.Faults.Enqueue(FakeStore.Fault.StoredHere);
        await test.RunAsync();
        test.Queue.AddMany(2);
        test.Log.Clear();

        Assert.Equal(DrainTest.Drained(4), await test.RunAsync());

        Assert.DoesNotContain("confirm", test.Log);
        test.AssertAllStoredOnce();
    }

    [Fact]
    public async Task PausedSite_LetsGoOfNothingUntilItIsConfirmed()
    {
        var test = new DrainTest(entries: 2) { Store = { HasStandby = false } };
        test.Store.Faults.Enqueue(FakeStore.Fault.StoredHere);
        await test.RunAsync();
        test.Store.Pause(true);

        Assert.Null((await test.RunAsync()).TrimTo);
        test.Store.HasStandby = true;

        Assert.Equal(new EntryId(2, 1), (await test.RunAsync()).TrimTo);
    }

    private static void AssertRetry(DrainReport report, EntryId? trimTo) => Assert.Equal((DrainOutcome.Retry, trimTo), (report.Outcome, report.TrimTo));
}
