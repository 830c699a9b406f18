using System.Collections.Immutable;
using Footfall.Collect;
using Footfall.Drain;
using Footfall.Queue;

namespace Footfall.DeadLetters;

public sealed class SiteDeadLettersTests
{
    private static readonly DeadLetterKey Key = new(DrainTest.Epoch, new EntryId(5, 1), 3);

    private readonly FakeStore _store = new([]);
    private readonly FakeDeadLetterStore _deadLetters = new();
    private readonly SiteDeadLetters _replayer;

    public SiteDeadLettersTests()
    {
        _replayer = new SiteDeadLetters("a", _deadLetters, _store, new DrainOptions());
        _store.MoveFencingToken(DrainTest.Epoch, new EntryId(9, 0));
        _deadLetters.Kept = Letter(TestEvent.Entry(new TestEvent { EventId = "x" }));
        _store.BeforeCommit = () =>
        {
            _deadLetters.Kept = null;
            return Task.CompletedTask;
        };
    }

    [Fact]
    public async Task Replay_CommitsTheEventInPlaceOfTheLetterAndMovesNoCheckpoint()
    {
        Assert.Equal(DeadLetterOutcome.Done, await _replayer.ReplayAsync(Key));

        SiteBatch batch = Assert.Single(_store.Batches);
        Assert.Equal((1, new EntryId(9, 0), Key), (batch.Events, batch.Checkpoint, batch.Replaces!.Key));
        Assert.Equal(Key.Entry, Assert.Single(batch.Entries).Id);
        Assert.Null(batch.Oldest);
        Assert.Empty(batch.EventIds.Ids);
        Assert.Equal([(2026 * 12) + 2], batch.Months);
    }

    [Fact]
    public async Task Replay_OfWhatStillCannotBeRead_CommitsNothing()
    {
        _deadLetters.Kept = Letter(TestEvent.Entry(new TestEvent { EventType = null }));
        Assert.Equal(DeadLetterOutcome.StillDead, await _replayer.ReplayAsync(Key));
        _deadLetters.Kept = Letter([99, 1]);
        Assert.Equal(DeadLetterOutcome.StillDead, await _replayer.ReplayAsync(Key));

        Assert.Empty(_store.Batches);
    }

    [Fact]
    public async Task Replay_OfAWholeEntryThatCanBeReadNow_StoresAllItsEventsAndWhatItTellsWasRefused()
    {
        DeadLetterKey key = Key with { Index = DeadLetter.WholeEntry };
        byte[] entry = TestEvent.Entry([new RefusalCount(RefusalReason.Invalid, 4)], new TestEvent(), new TestEvent { EventId = "x" }, new TestEvent { Path = null });
        _deadLetters.Kept = Letter(entry, events: 3) with { Key = key };

        Assert.Equal(DeadLetterOutcome.Done, await _replayer.ReplayAsync(key));

        SiteBatch batch = Assert.Single(_store.Batches);
        Assert.Equal((3, new EntryId(9, 0), key), (batch.Events, batch.Checkpoint, batch.Replaces!.Key));
        Assert.Equal((key.Entry, null), (Assert.Single(batch.Entries).Id, batch.Entries[0].LeftOut));
        Assert.Equal(4, Assert.Single(batch.Refused).Value);
        Assert.Empty(batch.DeadLetters);
    }

    [Fact]
    public async Task Replay_OfAWholeEntry_LeavesOutTheEventsWhoseIdsWereSeenAndRegistersTheOthers()
    {
        DeadLetterKey first = Key with { Index = DeadLetter.WholeEntry };
        _deadLetters.Kept = Letter(TestEvent.Entry(new TestEvent { EventId = "x" })) with { Key = first };
        Assert.Equal(DeadLetterOutcome.Done, await _replayer.ReplayAsync(first));

        DeadLetterKey second = first with { Entry = first.Entry.Next };
        _deadLetters.Kept = Letter(TestEvent.Entry(new TestEvent { EventId = "x" }, new TestEvent { EventId = "y" }), events: 2) with { Key = second };
        Assert.Equal(DeadLetterOutcome.Done, await _replayer.ReplayAsync(second));

        Assert.Equal((2, 1), _store.Counts);
        Assert.Equal([first.Entry, second.Entry], _store.Batches.Select(batch => batch.EventIds.Checkpoint));
        Assert.All(_store.Batches, batch => Assert.Single(batch.EventIds.Ids));
    }

    [Fact]
    public async Task Replay_OfAWholeEntryWithAnEventThatBreaksARule_CommitsNoneOfIt()
    {
        DeadLetterKey key = Key with { Index = DeadLetter.WholeEntry };
        _deadLetters.Kept = Letter(TestEvent.Entry(new TestEvent(), new TestEvent { EventType = null }), events: 2) with { Key = key };

        Assert.Equal(DeadLetterOutcome.StillDead, await _replayer.ReplayAsync(key));

        Assert.Empty(_store.Batches);
        Assert.NotNull(_deadLetters.Kept);
    }

    [Fact]
    public async Task Replay_ThatTheStoreMadeADeadLetterOfAgain_IsStillDead()
    {
        _store.BeforeCommit = () => Task.CompletedTask;

        Assert.Equal(DeadLetterOutcome.StillDead, await _replayer.ReplayAsync(Key));
    }

    [Fact]
    public async Task Delete_CountsTheEventsAsRefused()
    {
        _deadLetters.Kept = Letter([99, 1], events: 12);

        Assert.Equal(DeadLetterOutcome.Done, await _replayer.DeleteAsync(Key));

        SiteBatch batch = Assert.Single(_store.Batches);
        Assert.Equal((0, new EntryId(9, 0), Key), (batch.Events, batch.Checkpoint, batch.Replaces!.Key));
        Assert.Equal(12, Assert.Single(batch.Refused, pair => pair.Key == RefusalReason.DeadLetterDeleted).Value);
        Assert.Empty(batch.DeadLetters);
    }

    [Fact]
    public async Task Letter_ThatIsGone_IsNotFoundAndNothingIsCommitted()
    {
        _deadLetters.Kept = null;

        Assert.Equal(DeadLetterOutcome.NotFound, await _replayer.ReplayAsync(Key));
        Assert.Equal(DeadLetterOutcome.NotFound, await _replayer.DeleteAsync(Key));
        Assert.Empty(_store.Batches);
    }

    [Fact]
    public async Task Letter_TakenBySomebodyElseMeanwhile_IsNotStoredTwice()
    {
        _deadLetters.AfterFind = () => _store.MoveFencingToken(DrainTest.Epoch);

        Assert.Equal(DeadLetterOutcome.Unavailable, await _replayer.ReplayAsync(Key));
        Assert.Empty(_store.Stored);
    }

    private static StoredDeadLetter Letter(byte[] payload, int events = 1) =>
        new("a", Key, events, DeadLetterReason.RefusedByStore, "", payload, DateTimeOffset.UnixEpoch);

    private sealed class FakeDeadLetterStore : IDeadLetterStore
    {
        public StoredDeadLetter? Kept { get; set; }

        public Action AfterFind { get; set; } = () => { };

        public Task<ImmutableArray<StoredDeadLetter>> ListAsync(string siteId, DeadLetterKey? after, int limit) => throw new NotSupportedException();

        public Task<ImmutableArray<StoredDeadLetter>> ListAllAsync(int limit) => throw new NotSupportedException();

        public Task<ImmutableArray<StoredDeadLetter>> SearchAsync(DeadLetterFilter filter, DeadLetterCursor? after, int limit) =>
            throw new NotSupportedException();

        public Task<long> CountAsync(DeadLetterFilter filter) => throw new NotSupportedException();

        public Task<StoredDeadLetter?> FindAsync(string siteId, DeadLetterKey key)
        {
            StoredDeadLetter? found = Kept?.Key == key ? Kept : null;
            AfterFind();
            return Task.FromResult(found);
        }
    }
}
