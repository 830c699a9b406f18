using Footfall.Queue;

namespace Footfall.Drain;

public sealed class SiteDrainPauseTests
{
    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task PausedSite_CommitsNothingAndRests()
    {
        var test = new DrainTest(entries: 3);
        test.Store.Pause(true);

        Assert.Equal(new DrainReport(DrainOutcome.Paused, EntryId.None.Next, Delay), await test.RunAsync());

        Assert.Equal(["load"], test.Log);
        Assert.Equal(0, test.Memory.Used);
    }

    [Fact]
    public async Task PausedSite_HasWhatIsCommittedTrimmed()
    {
        var test = new DrainTest(entries: 3);
        await test.RunAsync();
        test.Store.Pause(true);
        DrainReport stale = await test.RunAsync();

        DrainReport paused = await test.RunAsync(epoch: "fedcba9876543210");

        Assert.Equal(DrainTest.Drained(3), stale);
        Assert.Equal(new DrainReport(DrainOutcome.Paused, EntryId.None.Next, Delay), paused);
        Assert.Equal(new DrainReport(DrainOutcome.Paused, new EntryId(3, 1), Delay), await test.RunAsync());
    }

    [Fact]
    public async Task ActivationThatHasNotHeardOfAPause_IsRefusedAndThenSeesIt()
    {
        var test = new DrainTest(entries: 1);
        await test.RunAsync();
        test.Store.Pause(true);
        test.Queue.AddMany(2);

        Assert.Equal(DrainOutcome.Retry, (await test.RunAsync()).Outcome);
        Assert.Equal(DrainOutcome.Paused, (await test.RunAsync()).Outcome);
        Assert.Equal([new EntryId(1, 0)], test.Store.Stored);
    }

    [Fact]
    public async Task ResumedSite_IsSeenByAnActivationThatNobodyTold()
    {
        var test = new DrainTest(entries: 3);
        test.Store.Pause(true);
        await test.RunAsync();
        test.Store.Pause(false);

        Assert.Equal(DrainTest.Drained(3), await test.RunAsync());

        test.AssertAllStoredOnce();
    }
}
