using System.Collections.Immutable;
using Footfall.Drain;
using Footfall.Freshness;
using Footfall.Queue;

namespace Footfall.Ledger;

public sealed class SiteLedgerTests
{
    private static readonly StoredCounts Counts = new(
        10, ImmutableSortedDictionary<string, long>.Empty.Add("invalid", 3).Add("site_full", 4), 5, 6, DateTimeOffset.UnixEpoch);

    private readonly FakeQueueInspector _queue = new();

    [Fact]
    public async Task QuietSite_HasItsStoredCountsAndNothingQueued()
    {
        _queue.Add("a", 1000, events: 7);

        EventLedger ledger = await ReadAsync(("a", new EntryId(1000, 0)));

        Assert.Equal(
            new EventLedger(new EventCounters(10, 7, 5, 6), Counts.RefusedByReason, DateTimeOffset.UnixEpoch, null), ledger);
        Assert.Equal(28, ledger.Counters.Received);
    }

    [Fact]
    public async Task QueuedEvents_OfAllStreams_AreThoseAfterTheirCheckpoints()
    {
        _queue.Add("old", 500, events: 100);
        _queue.Add("old", 2500, events: 20);
        _queue.Add("new", 3000, events: 3);

        EventLedger ledger = await ReadAsync(("old", new EntryId(500, 0)), ("new", new EntryId(1, 0)));

        Assert.Equal((23, 51), (ledger.Counters.Queued, ledger.Counters.Received));
        Assert.Equal(TimeSpan.FromMilliseconds(7500), ledger.OldestQueuedAge);
    }

    [Fact]
    public async Task Entry_LaterThanRedissClock_HasNoNegativeAge()
    {
        _queue.Add("a", 99_000);

        Assert.Equal(TimeSpan.Zero, (await ReadAsync()).OldestQueuedAge);
    }

    [Fact]
    public async Task RedisThatIsAway_IsAFailureAndNotAnEmptyQueue()
    {
        _queue.IsAway = true;

        await Assert.ThrowsAsync<QueueUnavailableException>(() => ReadAsync());
    }

    private Task<EventLedger> ReadAsync(params (string Epoch, EntryId Id)[] checkpoints) => new SiteLedger(
        "a",
        new FakeLedgerReader(new SitePosition(Guid.NewGuid(), checkpoints.ToImmutableDictionary(item => item.Epoch, item => item.Id))),
        _queue).ReadAsync();

    private sealed class FakeLedgerReader(SitePosition position) : ILedgerReader
    {
        public Task<(StoredCounts Counts, SitePosition Position)> ReadAsync(string siteId) => Task.FromResult((Counts, position));

        public Task<StoredCounts> ReadAllAsync() => throw new NotSupportedException();
    }
}
