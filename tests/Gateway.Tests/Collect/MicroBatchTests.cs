using Footfall.Queue;

namespace Footfall.Collect;

public sealed class MicroBatchTests
{
    private const int Partition = 7;

    private readonly MicroBatch _batch = new(Partition, EntryCodec.Version);

    [Fact]
    public void Events_OfOneSite_ShareAnEntryInTheirOrder()
    {
        TestEvent[] events = [.. Enumerable.Range(0, 5).Select(i => new TestEvent { Path = "/" + i })];

        Assert.All(events, item => Assert.Equal(0, Add("a", item)));

        EnqueueEntry entry = Assert.Single(_batch.ToEntries());
        Assert.Equal((Partition, "a", 5), (entry.Partition, entry.SiteId, entry.Events));
        Assert.Equal(TestEvent.Entry(events), entry.Bytes.ToArray());
        Assert.Equal(entry.Bytes.Length - 2, _batch.Bytes);
    }

    [Fact]
    public void Events_OfDifferentSites_HaveEntriesOfTheirOwn()
    {
        Assert.Equal([0, 1, 0, 2], new[] { "a", "A", "a", "🦶" }.Select(site => Add(site, new TestEvent())));

        Assert.Equal(["a", "A", "🦶"], _batch.ToEntries().Select(entry => entry.SiteId));
    }

    [Fact]
    public void Entry_Of512Events_IsFullAndAnotherBegins()
    {
        int[] entries = [.. Enumerable.Range(0, 513).Select(_ => Add("a", new TestEvent()))];

        Assert.Equal([.. Enumerable.Repeat(0, 512), 1], entries);
        Assert.Equal([512, 1], _batch.ToEntries().Select(entry => entry.Events));
        Assert.Equal(1, Add("a", new TestEvent()));
    }

    [Fact]
    public void Entry_Of64KiB_IsFullAndAnotherBegins()
    {
        var large = new TestEvent { Path = new string('€', 1000), UserId = new string('€', 255) };
        while (Add("a", large) == 0)
        {
        }

        EnqueueEntry[] entries = _batch.ToEntries();
        Assert.Equal(2, entries.Length);
        Assert.InRange(entries[0].Bytes.Length, 64 * 1024, (64 * 1024) + 4000);
    }

    [Fact]
    public void Batch_Of2000Events_IsFull()
    {
        for (int i = 0; i < 2000; i++)
        {
            Assert.False(_batch.IsFull);
            Add($"site-{i % 7}", new TestEvent());
        }

        Assert.True(_batch.IsFull);
    }

    [Fact]
    public void Batch_OfOneMiB_IsFull()
    {
        var large = new TestEvent { Path = new string('€', 1000) };
        while (!_batch.IsFull)
        {
            Add("a", large);
        }

        Assert.InRange(_batch.Bytes, 1024 * 1024, (1024 * 1024) + 4000);
    }

    [Fact]
    public void Refusals_GoToTheSitesEntryAndAnEventAfterThemToo()
    {
        Add("a", new TestEvent());
        Assert.Equal(0, _batch.Add("a"u8, [new RefusalCount(RefusalReason.Invalid, 2)]));
        Assert.Equal(1, _batch.Add("b"u8, [new RefusalCount(RefusalReason.SiteFull, 3)]));
        Add("a", new TestEvent { Path = "/2" });

        EnqueueEntry[] entries = _batch.ToEntries();

        Assert.Equal([("a", 2), ("b", 0)], entries.Select(entry => (entry.SiteId, entry.Events)));
        Assert.Equal(
            TestEvent.Entry([new RefusalCount(RefusalReason.Invalid, 2)], new TestEvent(), new TestEvent { Path = "/2" }), entries[0].Bytes.ToArray());
        Assert.Equal(TestEvent.Entry([new RefusalCount(RefusalReason.SiteFull, 3)]), entries[1].Bytes.ToArray());
    }

    [Fact]
    public async Task Outcomes_AreToldToEverybodyWhoWaits()
    {
        Add("a", new TestEvent());
        Add("b", new TestEvent());
        EnqueueOutcome[] outcomes = [EnqueueOutcome.Accepted, EnqueueOutcome.SiteFull];
        Task<ArraySegment<EnqueueOutcome>> waiting = _batch.Outcomes;
        Assert.False(waiting.IsCompleted);

        _batch.Complete(outcomes);

        Assert.Equal(outcomes, await waiting.WithinLimitAsync());
    }

    private int Add(string siteId, TestEvent item) => TestBody.With(siteId, item, (site, in view) => _batch.Add(site, view));
}
