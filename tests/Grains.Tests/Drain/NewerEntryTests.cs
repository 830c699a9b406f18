using Footfall.Queue;
using Footfall.Wire;

namespace Footfall.Drain;

/// <summary>Entries of a version unknown to this build: a newer build's, or an invalid one.</summary>
public sealed class NewerEntryTests
{
    private const byte Next = EntryCodec.Version + 1;

    [Fact]
    public async Task EntryOfANewerBuild_WaitsWithAllAfterItAndIsNoDeadLetter()
    {
        var test = new DrainTest(entries: 2) { Versions = { Newest = Next } };
        test.Queue.Add([Next, 0, 1], 1);
        test.Queue.AddMany(1);

        DrainReport before = await test.RunAsync();
        Assert.Equal(DrainTest.Drained(2), before);
        Assert.Equal([new EntryId(1, 0), new EntryId(2, 0)], test.Store.Stored);

        DrainReport at = await test.RunAsync();
        Assert.Equal(DrainOutcome.Retry, at.Outcome);
        Assert.Equal(new EntryId(2, 1), at.TrimTo);
        Assert.True(test.Drain.WaitsForNewerSilo);
        Assert.Contains(("a", Next), test.Versions.Waiting);
        Assert.Equal(2, test.Store.Stored.Count);
        Assert.Equal(0, test.Memory.Used);
    }

    [Fact]
    public async Task Site_WhoseNewerEntryIsGone_IsDrainedAgain()
    {
        var test = new DrainTest { Versions = { Newest = Next } };
        test.Queue.Add([Next, 0, 1], 1);
        await test.RunAsync();
        Assert.True(test.Drain.WaitsForNewerSilo);

        test.Versions.Newest = EntryCodec.Version;

        Assert.Equal(DrainTest.Drained(1), await test.RunAsync());
        Assert.False(test.Drain.WaitsForNewerSilo);
    }

    [Fact]
    public async Task EntryOfAVersionThatNobodyReads_IsADeadLetterAsBefore()
    {
        var test = new DrainTest { Versions = { Newest = Next } };
        test.Queue.Add([Next + 1, 0, 1], 1);

        Assert.Equal(DrainTest.Drained(1), await test.RunAsync());
        Assert.False(test.Drain.WaitsForNewerSilo);
        Assert.Empty(test.Versions.Waiting);
    }
}
