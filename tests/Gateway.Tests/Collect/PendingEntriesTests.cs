using Footfall.Queue;
using Footfall.Wire;

namespace Footfall.Collect;

[Trait("Tier", "fast")]
public sealed class PendingEntriesTests
{
    private readonly PendingEntries _entries = new();

    [Fact]
    public void Events_OfOneSite_ShareAnEntryInTheirOrder()
    {
        TestEvent[] events = [.. Enumerable.Range(0, 5).Select(i => new TestEvent { Path = "/" + i })];

        PendingEntry shared = Assert.Single(events.Select(item => Add("a", item)).Distinct());

        EnqueueEntry entry = Assert.Single(TakeAll());
        Assert.Equal((SitePartition.Of("a"u8), "a", 5), (entry.Partition, entry.SiteId, entry.Events));
        Assert.Equal(TestEvent.Entry(events), entry.Bytes.ToArray());
        Assert.Equal(entry.Bytes.Length - 2, shared.Bytes);
    }

    [Fact]
    public void Events_OfDifferentSites_HaveEntriesOfTheirOwn()
    {
        PendingEntry[] added = [.. new[] { "a", "A", "a", "🦶" }.Select(site => Add(site, new TestEvent()))];

        Assert.Same(added[0], added[2]);
        Assert.Equal(3, added.Distinct().Count());
        Assert.Equal(["a", "A", "🦶"], TakeAll().Select(entry => entry.SiteId));
    }

    [Fact]
    public void Entry_Of512Events_IsFullAndAnotherBegins()
    {
        PendingEntry[] added = [.. Enumerable.Range(0, 514).Select(_ => Add("a", new TestEvent()))];

        Assert.Equal(added[0], added[511]);
        Assert.NotEqual(added[0], added[512]);
        Assert.Equal(added[512], added[513]);
        Assert.Equal([512, 2], TakeAll().Select(entry => entry.Events));
    }

    [Fact]
    public void Entry_Of64KiB_IsFullAndAnotherBegins()
    {
        var large = new TestEvent { Path = new string('€', 1000), UserId = new string('€', 255) };
        PendingEntry first = Add("a", large);
        while (Add("a", large) == first)
        {
        }

        EnqueueEntry[] entries = TakeAll();
        Assert.Equal(2, entries.Length);
        Assert.InRange(entries[0].Bytes.Length, 64 * 1024, (64 * 1024) + 4000);
    }

    [Fact]
    public void Entries_AreTakenOldestFirstAndTakeNoFurtherEvents()
    {
        PendingEntry[] added = [.. new[] { "a", "b", "c" }.Select(site => Add(site, new TestEvent()))];

        Assert.Equal(added[..2], _entries.Take(2));
        Assert.Equal(1, _entries.Count);
        Assert.NotEqual(added[0], Add("a", new TestEvent()));
        Assert.Equal(added[2], Add("c", new TestEvent()));
        Assert.Equal([("c", 2), ("a", 1)], TakeAll().Select(entry => (entry.SiteId, entry.Events)));
        Assert.Equal(0, _entries.Count);
    }

    [Fact]
    public void Entry_ThatIsTakenAfterItsSitesNextOneBegan_LeavesThatOneOpen()
    {
        PendingEntry[] added = [.. Enumerable.Range(0, 513).Select(_ => Add("a", new TestEvent()))];

        Assert.Equal([added[0]], _entries.Take(1));
        Assert.Equal(added[512], Add("a", new TestEvent()));
    }

    [Fact]
    public void Refusals_GoToTheSitesEntryAndAnEventAfterThemToo()
    {
        PendingEntry a = Add("a", new TestEvent());
        Assert.Equal(a, _entries.Add("a"u8, [new RefusalCount(RefusalReason.Invalid, 2)], EntryCodec.Version));
        Assert.NotEqual(a, _entries.Add("b"u8, [new RefusalCount(RefusalReason.SiteFull, 3)], EntryCodec.Version));
        Add("a", new TestEvent { Path = "/2" });

        EnqueueEntry[] entries = TakeAll();

        Assert.Equal([("a", 2), ("b", 0)], entries.Select(entry => (entry.SiteId, entry.Events)));
        Assert.Equal(
            TestEvent.Entry([new RefusalCount(RefusalReason.Invalid, 2)], new TestEvent(), new TestEvent { Path = "/2" }), entries[0].Bytes.ToArray());
        Assert.Equal(TestEvent.Entry([new RefusalCount(RefusalReason.SiteFull, 3)]), entries[1].Bytes.ToArray());
    }

    [Theory]
    [InlineData(EnqueueOutcome.Accepted, nameof(CollectOutcome.Accepted))]
    [InlineData(EnqueueOutcome.SiteFull, nameof(CollectOutcome.SiteFull))]
    [InlineData(EnqueueOutcome.Unknown, nameof(CollectOutcome.Unknown))]
    [InlineData(EnqueueOutcome.Unavailable, nameof(CollectOutcome.Unavailable))]
    [InlineData(EnqueueOutcome.Quarantined, nameof(CollectOutcome.Unavailable))]
    public async Task Outcome_OfAnEntry_IsThatOfItsEvents(EnqueueOutcome outcome, string expected)
    {
        PendingEntry entry = Add("a", new TestEvent());
        Task<CollectOutcome> waiting = new PendingEvent(entry).OutcomeAsync();
        Assert.False(waiting.IsCompleted);

        entry.Complete(outcome);

        Assert.Equal(expected, (await waiting.WithinLimitAsync()).ToString());
    }

    private PendingEntry Add(string siteId, TestEvent item) =>
        TestBody.With(siteId, item, (site, in view) => _entries.Add(site, view, EntryCodec.Version));

    private EnqueueEntry[] TakeAll() => [.. _entries.Take(int.MaxValue).Select(entry => entry.ToEnqueue())];
}
