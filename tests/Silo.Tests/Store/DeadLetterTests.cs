using System.Collections.Immutable;
using Footfall.DeadLetters;
using Footfall.Drain;
using Footfall.Queue;
using Footfall.Servers;

namespace Footfall.Store;

public sealed class DeadLetterTests(PostgresFixture postgres)
{
    private static readonly TestEvent Poison = new() { Path = "/poison" };

    [Fact]
    public async Task Replay_OfACuredLetter_StoresItOnceHoweverOftenItIsAsked()
    {
        await using TestStore test = await CreateAsync();
        SiteDeadLetters replayer = await StartAsync(test);
        StoredDeadLetter deadLetter = Assert.Single(await Store(test).ListAsync("a", null, 10));
        Assert.Equal((2, 1, DeadLetterReason.RefusedByStore), (deadLetter.Key.Index, deadLetter.Events, deadLetter.Reason));
        await test.ExecuteAsync("ALTER TABLE events DROP CONSTRAINT no_poison");
        SiteState before = await test.LoadAsync("a");

        Assert.Equal(DeadLetterOutcome.Done, await replayer.ReplayAsync(deadLetter.Key).WithinLimitAsync());
        Assert.Equal(DeadLetterOutcome.NotFound, await replayer.ReplayAsync(deadLetter.Key).WithinLimitAsync());

        Assert.Equal((3, 0, 3, 0), await test.CountsAsync("a"));
        SiteState after = await test.LoadAsync("a");
        Assert.Equal(before.Checkpoint, after.Checkpoint);
        Assert.NotEqual(before.FencingToken, after.FencingToken);
    }

    [Fact]
    public async Task Replay_AskedTwiceAtOnce_StoresItOnce()
    {
        await using TestStore test = await CreateAsync();
        SiteDeadLetters[] desks = [await StartAsync(test), new SiteDeadLetters("a", Store(test), await test.StartAsync(), new DrainOptions())];
        StoredDeadLetter deadLetter = Assert.Single(await Store(test).ListAsync("a", null, 10));
        await test.ExecuteAsync("ALTER TABLE events DROP CONSTRAINT no_poison");

        DeadLetterOutcome[] outcomes = await Task.WhenAll(desks.Select(replayer => replayer.ReplayAsync(deadLetter.Key))).WithinLimitAsync();

        Assert.Contains(DeadLetterOutcome.Done, outcomes);
        Assert.Equal((3, 0, 3, 0), await test.CountsAsync("a"));
    }

    [Fact]
    public async Task Replay_OfWhatIsStillPoison_LeavesItWhereItWas()
    {
        await using TestStore test = await CreateAsync();
        SiteDeadLetters replayer = await StartAsync(test);
        StoredDeadLetter deadLetter = Assert.Single(await Store(test).ListAsync("a", null, 10));

        Assert.Equal(DeadLetterOutcome.StillDead, await replayer.ReplayAsync(deadLetter.Key).WithinLimitAsync());

        Assert.Equal((2, 1, 2, 1), await test.CountsAsync("a"));
        Assert.Equal(deadLetter.Key, Assert.Single(await Store(test).ListAsync("a", null, 10)).Key);
    }

    [Fact]
    public async Task Replay_OfAWholeEntryThatCanBeReadNow_MovesAllItsEventsFromDeadToStored()
    {
        await using TestStore test = await postgres.CreateStoreAsync();
        EventStore store = await test.StartAsync();
        SiteState state = await store.LoadAsync("a", TestStore.Epoch);
        var dead = new DeadLetter(new EntryId(7, 0), DeadLetter.WholeEntry, 2, DeadLetterReason.Undecodable, "version", TestEvent.Entry(new TestEvent(), new TestEvent()));
        await store.CommitAsync(TestStore.Batch("a", state, new TestEvent()) with { DeadLetters = [dead] }).WithinLimitAsync();
        Assert.Equal((1, 2, 1, 1), await test.CountsAsync("a"));
        StoredDeadLetter deadLetter = Assert.Single(await Store(test).ListAsync("a", null, 10));
        var replayer = new SiteDeadLetters("a", Store(test), store, new DrainOptions());

        Assert.Equal(DeadLetterOutcome.Done, await replayer.ReplayAsync(deadLetter.Key).WithinLimitAsync());
        Assert.Equal(DeadLetterOutcome.NotFound, await replayer.ReplayAsync(deadLetter.Key).WithinLimitAsync());

        Assert.Equal((3, 0, 3, 0), await test.CountsAsync("a"));
    }

    [Fact]
    public async Task Delete_CountsTheEventAsRefusedOnce()
    {
        await using TestStore test = await CreateAsync();
        SiteDeadLetters replayer = await StartAsync(test);
        StoredDeadLetter deadLetter = Assert.Single(await Store(test).ListAsync("a", null, 10));

        Assert.Equal(DeadLetterOutcome.Done, await replayer.DeleteAsync(deadLetter.Key).WithinLimitAsync());
        Assert.Equal(DeadLetterOutcome.NotFound, await replayer.DeleteAsync(deadLetter.Key).WithinLimitAsync());

        Assert.Equal((2, 0, 2, 0), await test.CountsAsync("a"));
        Assert.Equal("""{"dead_letter_deleted": 1}""", await test.ScalarAsync<string>("SELECT refused::text FROM site_state"));
    }

    [Fact]
    public async Task List_PagedByKey_GivesEachLetterOnceInOrder()
    {
        await using TestStore test = await postgres.CreateStoreAsync();
        test.Availability.Open();
        await test.ExecuteAsync(
            """
            INSERT INTO dead_letters (site_id, epoch, ms, seq, idx, events, reason, detail, payload)
            SELECT site, epoch, ms, seq, idx, 1, 2, '', ''
            FROM unnest(ARRAY['a', 'b']) AS site, unnest(ARRAY['e', 'f']) AS epoch,
                unnest(ARRAY[9, 10, 18446744073709551615]) AS ms, generate_series(0, 1) AS seq, generate_series(-1, 1) AS idx
            """);
        DeadLetterStore store = Store(test);
        var keys = new List<DeadLetterKey>();
        for (ImmutableArray<StoredDeadLetter> page; (page = await store.ListAsync("a", keys.Count == 0 ? null : keys[^1], 7)).Length > 0;)
        {
            Assert.All(page, deadLetter => Assert.Equal("a", deadLetter.SiteId));
            keys.AddRange(page.Select(deadLetter => deadLetter.Key));
        }

        Assert.Equal(36, keys.Count);
        Assert.Equal(keys.OrderBy(key => key.Entry).ThenBy(key => key.Epoch, StringComparer.Ordinal).ThenBy(key => key.Index), keys);
        Assert.Distinct(keys);
        Assert.Equal(5, (await store.ListAllAsync(5)).Length);
        Assert.Equal(keys[20], (await store.FindAsync("a", keys[20]))!.Key);
        Assert.Null(await store.FindAsync("c", keys[20]));
    }

    private static DeadLetterStore Store(TestStore test) => new(test.Queries);

    /// <summary>Prepares a site whose entry has two good events and, at index 2, one that the store refuses.</summary>
    private static async Task<SiteDeadLetters> StartAsync(TestStore test)
    {
        EventStore store = await test.StartAsync();
        SiteBatch batch = TestStore.Batch("a", await store.LoadAsync("a", TestStore.Epoch), new TestEvent(), new TestEvent(), Poison);
        Assert.Equal(CommitOutcome.Committed, await store.CommitAsync(batch).WithinLimitAsync());
        return new SiteDeadLetters("a", Store(test), store, new DrainOptions());
    }

    private async Task<TestStore> CreateAsync()
    {
        TestStore test = await postgres.CreateStoreAsync();
        await test.ExecuteAsync("ALTER TABLE events ADD CONSTRAINT no_poison CHECK (path <> '/poison')");
        return test;
    }
}
