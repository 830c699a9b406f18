using System.Collections.Immutable;
using Footfall.DeadLetters;
using Footfall.Drain;
using Footfall.Freshness;
using Footfall.Ledger;
using Footfall.Queue;

namespace Footfall.Sites;

public sealed class InstallationGrainTests
{
    private static readonly StoredCounts Counts = new(
        10, ImmutableSortedDictionary<string, long>.Empty.Add("invalid", 3), 5, 6, DateTimeOffset.UnixEpoch);

    private static readonly StoredDeadLetter Letter = new(
        "a", new DeadLetterKey("0123456789abcdef", new EntryId(1, 0), -1), 2, DeadLetterReason.Undecodable, "", [], DateTimeOffset.UnixEpoch);

    private readonly FakeQueueInspector _queue = new();
    private readonly FakeTables _tables = new();
    private readonly InstallationGrain _grain;

    public InstallationGrainTests() => _grain = new InstallationGrain(_tables, _queue, _tables, null!, TimeProvider.System);

    [Fact]
    public async Task Ledger_HasWhatIsStoredAndWhatWaits()
    {
        _queue.Add("a", 4000, events: 7);
        _queue.Add("b", 9000, events: 2);

        EventLedger? ledger = await _grain.GetLedger();

        Assert.Equal(new EventLedger(new EventCounters(10, 3, 5, 6, 9), Counts.RefusedByReason, DateTimeOffset.UnixEpoch, TimeSpan.FromSeconds(6)), ledger);
        Assert.Equal(33, ledger!.Counters.Received);
    }

    [Fact]
    public async Task Ledger_OfAnEmptyQueue_HasNoAge() => Assert.Null((await _grain.GetLedger())!.OldestQueuedAge);

    [Fact]
    public async Task Ledger_WhileRedisIsAway_IsNoneAndNotOneWithoutQueue()
    {
        _queue.IsAway = true;

        Assert.Null(await _grain.GetLedger());
        Assert.Equal(Letter, Assert.Single((await _grain.ListDeadLetters(10))!.Value));
    }

    [Fact]
    public async Task Answers_WhilePostgresIsAway_AreNoneAndNotEmptyOnes()
    {
        _tables.IsAway = true;

        Assert.Null(await _grain.GetLedger());
        Assert.Null(await _grain.ListDeadLetters(10));
    }

    [Fact]
    public async Task DeadLetters_AreAsManyAsAreAskedFor()
    {
        await _grain.ListDeadLetters(17);

        Assert.Equal(17, _tables.Limit);
    }

    private sealed class FakeTables : ILedgerReader, IDeadLetterStore
    {
        public bool IsAway { get; set; }

        public int Limit { get; private set; }

        public Task<StoredCounts> ReadAllAsync() => Answer(Counts);

        public Task<ImmutableArray<StoredDeadLetter>> ListAllAsync(int limit)
        {
            Limit = limit;
            return Answer(ImmutableArray.Create(Letter));
        }

        public Task<(StoredCounts Counts, SitePosition Position)> ReadAsync(string siteId) => throw new NotSupportedException();

        public Task<ImmutableArray<StoredDeadLetter>> ListAsync(string siteId, DeadLetterKey? after, int limit) => throw new NotSupportedException();

        public Task<ImmutableArray<StoredDeadLetter>> SearchAsync(DeadLetterFilter filter, DeadLetterCursor? after, int limit) =>
            throw new NotSupportedException();

        public Task<long> CountAsync(DeadLetterFilter filter) => throw new NotSupportedException();

        public Task<StoredDeadLetter?> FindAsync(string siteId, DeadLetterKey key) => throw new NotSupportedException();

        private Task<T> Answer<T>(T answer) => IsAway ? throw new StoreUnavailableException("", new TimeoutException()) : Task.FromResult(answer);
    }
}
