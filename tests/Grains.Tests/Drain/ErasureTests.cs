using Footfall.Queue;
using Footfall.Wire;

namespace Footfall.Drain;

/// <summary>Events queued before an erasure are skipped and counted; later ones, and other users', are stored.</summary>
public sealed class ErasureTests
{
    private static readonly EntryId Last = new(2, 0);

    private static readonly ErasureFilter OfAnna = new([(null, "anna", Last)]);
    private static readonly ErasureFilter OfEverybody = new([(null, null, Last)]);

    [Fact]
    public void Events_OfTheUser_UpToTheLastEntry_AreErased()
    {
        SiteBatch batch = Build(
            OfAnna,
            Entry(1, new TestEvent { UserId = "anna" }, new TestEvent { UserId = "ben" }, new TestEvent { UserId = "Anna" }, new TestEvent()),
            Entry(2, new TestEvent { UserId = "anna" }),
            Entry(3, new TestEvent { UserId = "anna" }));

        Assert.Equal((4, 2), (batch.Events, batch.Erased));
        Assert.Equal(["0", "0", ""], batch.Entries.Select(entry => string.Join(',', entry.LeftOut ?? [])));
        Assert.Empty(batch.DeadLetters);
    }

    [Fact]
    public void Events_OfTheVisitor_AreErased_UnlessTheyAreAUsers()
    {
        var ofVisitor = new ErasureFilter([(0xab, new string('-', 1000), Last)]);
        static TestEvent Of(ulong visitor, string? userId) =>
            new() { UserId = userId, Other = new Dictionary<EventField, string> { [EventField.Visitor] = VisitorText.Of(visitor) } };

        SiteBatch batch = Build(ofVisitor, Entry(1, Of(0xab, null), Of(0xac, null), Of(0xab, "anna"), new TestEvent { UserId = null }), Entry(3, Of(0xab, null)));

        Assert.Equal((4, 1), (batch.Events, batch.Erased));
        Assert.Equal(["0", ""], batch.Entries.Select(entry => string.Join(',', entry.LeftOut ?? [])));
    }

    [Fact]
    public void EventThatCouldNotBeStored_IsErasedInsteadOfADeadLetter()
    {
        SiteBatch batch = Build(OfAnna, Entry(1, new TestEvent { UserId = "anna", EventType = null }, new TestEvent { UserId = "ben", EventType = null }));

        Assert.Equal((0, 1), (batch.Events, batch.Erased));
        Assert.Equal(1, Assert.Single(batch.DeadLetters).Index);
    }

    [Fact]
    public void ErasedEvent_IsKnownByItsId_SoThatItsRepetitionDoesNotComeBack()
    {
        SiteBatch batch = Build(
            OfAnna,
            Entry(1, new TestEvent { UserId = "anna", EventId = "x" }, new TestEvent { UserId = "anna", EventId = "x" }, new TestEvent { UserId = "ben", EventId = "y" }),
            Entry(3, new TestEvent { UserId = "anna", EventId = "x" }));

        Assert.Equal((1, 1, 2), (batch.Events, batch.Erased, batch.Duplicates));
        Assert.Equal(2, batch.EventIds.Ids.Length);
    }

    [Fact]
    public void WholeSite_TakesEverything_AlsoWhatCannotBeRead_ButNotWhatWasRefused()
    {
        QueuedEntry refusing = new(
            new EntryId(1, 0), 1, TestEvent.Entry([new Collect.RefusalCount(Collect.RefusalReason.SiteFull, 5)], new TestEvent(), new TestEvent { EventType = null }));
        QueuedEntry unread = new(Last, 3, new byte[] { 99, 1, 2 });
        byte[] cut = TestEvent.Entry(new TestEvent(), new TestEvent())[..^1];
        QueuedEntry broken = new(new EntryId(1, 1), 2, cut);

        SiteBatch batch = Build(OfEverybody, refusing, broken, unread, Entry(3, new TestEvent()));

        Assert.Equal((1, 7), (batch.Events, batch.Erased));
        Assert.Empty(batch.DeadLetters);
        Assert.Equal(5, batch.Refused[Collect.RefusalReason.SiteFull]);
    }

    [Fact]
    public void EntryThatCannotBeRead_IsNobodys()
    {
        byte[] cut = TestEvent.Entry(new TestEvent { UserId = "anna" }, new TestEvent())[..^1];

        SiteBatch batch = Build(OfAnna, new QueuedEntry(new EntryId(1, 0), 2, cut));

        Assert.Equal((0, 0), (batch.Events, batch.Erased));
        Assert.Equal(DeadLetter.WholeEntry, Assert.Single(batch.DeadLetters).Index);
    }

    [Fact]
    public async Task ActivationThatHasNotHeardOfAnErasure_IsRefused_AndThenErases()
    {
        var test = new DrainTest(entries: 1);
        await test.RunAsync();
        test.Queue.Add(new TestEvent { UserId = "anna" }, new TestEvent { UserId = "ben" });
        test.Store.Erase(OfAnna);
        test.Queue.Add(new TestEvent { UserId = "anna" });

        Assert.Equal(DrainOutcome.Retry, (await test.RunAsync()).Outcome);
        Assert.Equal(DrainTest.Drained(3), await test.RunAsync());

        Assert.Equal((3, 1), (test.Store.Counts.Events, test.Store.Batches[^1].Erased));
        test.AssertAllStoredOnce();
    }

    [Fact]
    public async Task Erasure_HoldsForEveryChunkOfADrain()
    {
        var test = new DrainTest();
        test.Queue.MaxEntries = 1;
        for (int i = 0; i < 3; i++)
        {
            test.Queue.Add(new TestEvent { UserId = "anna" });
        }

        test.Store.Erase(OfAnna);
        while ((await test.RunAsync()).TrimTo != new EntryId(3, 1))
        {
        }

        Assert.Equal(1, test.Store.Counts.Events);
    }

    private static QueuedEntry Entry(ulong ms, params TestEvent[] events) => new(new EntryId(ms, 0), events.Length, TestEvent.Entry(events));

    private static SiteBatch Build(ErasureFilter erasures, params QueuedEntry[] chunk) =>
        ChunkDecoder.Decode(chunk, erasures).ToBatch("a", "0123456789abcdef", Guid.NewGuid(), new DuplicateWindow(TimeSpan.FromDays(1), 1000), new AttributeSets(1));
}
