using CsCheck;
using Footfall.Collect;
using Footfall.Drain;
using Footfall.Ledger;
using Footfall.Queue;
using Footfall.Servers;
using Microsoft.Extensions.Options;

namespace Footfall.Store;

public sealed class EventIdTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Commit_WithIdsDuplicatesAndRefusals_KeepsThemAllInOneTransaction()
    {
        await using TestStore test = await postgres.CreateStoreAsync();
        SiteBatch batch = TestStore.Batch("a", await test.LoadAsync("a"), new TestEvent()) with
        {
            Duplicates = 4,
            Refused = new Dictionary<RefusalReason, long> { [RefusalReason.Invalid] = 3 },
            EventIds = new RegisteredIds(new EntryId(1, 0), [new RegisteredId(UInt128.MaxValue, ulong.MaxValue), new RegisteredId(7, 1)]),
        };
        await CommitAsync(test, batch);
        await CommitAsync(test, TestStore.Batch("a", new SiteState(batch.FencingToken, batch.Checkpoint), new TestEvent()) with
        {
            Duplicates = 1,
            Refused = new Dictionary<RefusalReason, long> { [RefusalReason.Invalid] = 5_000_000_000, [RefusalReason.SiteFull] = 1 },
        });

        (StoredCounts counts, Freshness.SitePosition position) = await new LedgerReader(test.Queries).ReadAsync("a");

        Assert.Equal((2, 5, 0), (counts.Counters.Stored, counts.Counters.Duplicates, counts.Counters.Dead));
        Assert.Equal(["invalid 5000000003", "site_full 1"], counts.RefusedByReason.Select(pair => $"{pair.Key} {pair.Value}"));
        Assert.NotNull(counts.LastCommittedAt);
        Assert.Equal(new EntryId(2, 0), position.CheckpointOf(TestStore.Epoch));
        RegisteredIds loaded = Assert.Single(await LoadAsync(test, "a", TimeSpan.FromDays(1), 10));
        Assert.Equal(batch.EventIds.Ids, loaded.Ids);
        Assert.Equal(batch.EventIds.Checkpoint, loaded.Checkpoint);
    }

    [Fact]
    public async Task Commit_OfIdsUnderAKeyThatHasSome_KeepsBoth()
    {
        await using TestStore test = await postgres.CreateStoreAsync();
        var key = new EntryId(1, 0);
        SiteBatch drained = TestStore.Batch("a", await test.LoadAsync("a"), new TestEvent()) with { EventIds = new RegisteredIds(key, [new RegisteredId(7, 1)]) };
        await CommitAsync(test, drained);
        await CommitAsync(test, TestStore.Batch("a", new SiteState(drained.FencingToken, drained.Checkpoint), new TestEvent()) with
        {
            EventIds = new RegisteredIds(key, [new RegisteredId(8, 1), new RegisteredId(9, 1)]),
        });

        RegisteredIds loaded = Assert.Single(await LoadAsync(test, "a", TimeSpan.FromDays(1), 10));
        Assert.Equal([7, 8, 9], loaded.Ids.Select(id => (int)id.Hash));
    }

    [Fact]
    public async Task Ledger_OfAllSites_IsTheSumAndOfNoSiteZero()
    {
        await using TestStore test = await postgres.CreateStoreAsync();
        test.Availability.Open();
        var reader = new LedgerReader(test.Queries);
        Assert.Equal(0, (await reader.ReadAllAsync()).Counters.Stored);
        Assert.Null((await reader.ReadAsync("nobody")).Position.FencingToken);
        foreach (string site in new[] { "a", "b" })
        {
            await CommitAsync(test, TestStore.Batch(site, await test.LoadAsync(site), new TestEvent()) with
            {
                Duplicates = 2,
                Refused = new Dictionary<RefusalReason, long> { [RefusalReason.Unavailable] = 3 },
            });
        }

        StoredCounts all = await reader.ReadAllAsync();

        Assert.Equal((2, 4, 6), (all.Counters.Stored, all.Counters.Duplicates, Assert.Single(all.RefusedByReason).Value));
    }

    [Fact]
    public async Task RefusedBatch_RegistersNoIds()
    {
        await using TestStore test = await postgres.CreateStoreAsync();
        await test.LoadAsync("a");
        SiteBatch stale = TestStore.Batch("a", new SiteState(Guid.NewGuid(), EntryId.None), new TestEvent()) with
        {
            EventIds = new RegisteredIds(new EntryId(1, 0), [new RegisteredId(7, 1)]),
        };

        Assert.Equal([CommitOutcome.NotCommitted], await test.RunWorkerAsync(new EventStoreOptions(), stale));
        Assert.Empty(await LoadAsync(test, "a", TimeSpan.FromDays(1), 10));
    }

    /// <summary>A silo that takes over many sites at once must not open a connection for each.</summary>
    [Fact]
    public async Task ManySites_LoadedAtOnce_GetTheirOwnIdsOverFewConnections()
    {
        await using TestStore test = await postgres.CreateStoreAsync();
        await test.ExecuteAsync(
            """
            INSERT INTO event_ids (site_id, epoch, ms, seq, ids, hashes)
            SELECT 'site-' || site, 'e', hour * 3600000, site, 1, decode(lpad(to_hex(site), 32, '0') || lpad(to_hex(hour), 16, '0'), 'hex')
            FROM generate_series(1, 4) AS hour, generate_series(0, 399) AS site
            WHERE site % 4 > 0
            """);
        await using var ids = new EventIds(test.Database, test.Availability);

        IReadOnlyList<RegisteredIds>[] loaded = await Task.WhenAll(
            Enumerable.Range(0, 400).Select(site => ids.LoadAsync($"site-{site}", TimeSpan.FromHours(site % 4), 3))).WithinLimitAsync();

        for (int site = 0; site < 400; site++)
        {
            // At most three ids are kept, and a window of one hour holds two.
            int[] hours = (site % 4) switch { 0 => [], 1 => [3, 4], _ => [2, 3, 4] };
            Assert.Equal(hours.Select(hour => new EntryId((ulong)hour * 3_600_000, (ulong)site)), loaded[site].Select(commit => commit.Checkpoint));
            Assert.Equal(hours.Select(hour => new RegisteredId((UInt128)site, (ulong)hour)), loaded[site].Select(commit => Assert.Single(commit.Ids)));
        }

        Assert.InRange(await test.ScalarAsync<long>("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'footfall%'"), 1, 2);
    }

    /// <summary>A reloaded window equals the one kept in memory, even after rows were trimmed.</summary>
    [Fact]
    public async Task Window_LoadedAgain_IsTheSameWindow()
    {
        await using TestStore test = await postgres.CreateStoreAsync();
        var length = TimeSpan.FromHours(2);
        int sites = 0;
        await Gen.Select(Gen.Select(Gen.Int[0, 300], Gen.Int[0, 4]).Array[1, 25], Gen.Int[1, 12]).SampleAsync(
            async (steps, size) =>
            {
                string site = $"site-{++sites}";
                SiteState state = await test.LoadAsync(site);
                var window = new DuplicateWindow(length, size);
                ulong hash = 0;
                ulong seq = 0;
                foreach ((int minute, int ids) in steps)
                {
                    var checkpoint = new EntryId((ulong)minute * 60_000, ++seq);
                    SiteBatch batch = TestStore.Batch(site, state) with
                    {
                        Checkpoint = checkpoint,
                        EventIds = new RegisteredIds(checkpoint, [.. Enumerable.Range(0, ids).Select(_ => new RegisteredId(++hash, checkpoint.Ms))]),
                    };
                    await CommitAsync(test, batch);
                    window.Add(batch.EventIds);
                    state = new SiteState(batch.FencingToken, checkpoint);
                }

                await AssertSameAsync(test, site, window, length, size, hash);
                await Trimmer(test, length, size).TrimAsync(CancellationToken.None);
                await AssertSameAsync(test, site, window, length, size, hash);
            },
            iter: 20,
            threads: 1);
    }

    [Fact]
    public async Task Trim_DeletesWhatLeftTheWindowLongAgoAndNothingElse()
    {
        await using TestStore test = await postgres.CreateStoreAsync();
        await test.ExecuteAsync(
            """
            INSERT INTO event_ids (site_id, epoch, ms, seq, ids, hashes)
            SELECT site, 'e', hour * 3600000, 0, 1, ''
            FROM generate_series(0, 10) AS hour, unnest(ARRAY['a', 'b']) AS site
            WHERE site = 'a' OR hour < 3
            """);

        Assert.Equal(4, await Trimmer(test, TimeSpan.FromHours(5), 100).TrimAsync(CancellationToken.None));
        Assert.Equal(
            "a4 a5 a6 a7 a8 a9 a10 b0 b1 b2",
            await test.ScalarAsync<string>("SELECT string_agg(site_id || (ms / 3600000)::int, ' ' ORDER BY site_id, ms) FROM event_ids"));

        Assert.Equal(3, await Trimmer(test, TimeSpan.FromHours(5), 2).TrimAsync(CancellationToken.None));
        Assert.Equal(4, await test.ScalarAsync<long>("SELECT count(*) FROM event_ids WHERE site_id = 'a'"));
    }

    private static async Task AssertSameAsync(TestStore test, string site, DuplicateWindow window, TimeSpan length, int size, ulong hashes)
    {
        var again = new DuplicateWindow(length, size);
        int loaded = 0;
        foreach (RegisteredIds commit in await LoadAsync(test, site, length, size))
        {
            again.Add(commit);
            loaded += commit.Ids.Length;
        }

        Assert.Equal((window.Count, window.Count), (again.Count, loaded));
        for (ulong hash = 1; hash <= hashes; hash++)
        {
            Assert.Equal(window.Contains(hash, 0), again.Contains(hash, 0));
        }
    }

    private static EventIdTrimmer Trimmer(TestStore test, TimeSpan length, int size) => new(
        test.Database, test.Availability, Options.Create(new DrainOptions { DuplicateWindow = length, DuplicateIds = size }), TimeProvider.System);

    private static async Task<IReadOnlyList<RegisteredIds>> LoadAsync(TestStore test, string site, TimeSpan length, int size)
    {
        await using var ids = new EventIds(test.Database, test.Availability);
        return await ids.LoadAsync(site, length, size);
    }

    private static async Task CommitAsync(TestStore test, SiteBatch batch) =>
        Assert.Equal([CommitOutcome.Committed], await test.RunWorkerAsync(new EventStoreOptions(), batch));
}
