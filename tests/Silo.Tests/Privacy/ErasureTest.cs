using System.Globalization;
using Footfall.Days;
using Footfall.DeadLetters;
using Footfall.Drain;
using Footfall.Ledger;
using Footfall.Queue;
using Footfall.Servers;
using Footfall.Stats;
using Footfall.Store;
using Footfall.Wire;
using Microsoft.Extensions.Logging.Abstractions;

namespace Footfall.Privacy;

/// <summary>A site's queue, store and erasures, each advanced by a test; and the expected result, tracked the plain way.</summary>
internal sealed class ErasureTest : IAsyncDisposable
{
    public const string Site = "a";

    private const int MaxModelled = 200;

    private readonly FakeQueueInspector _inspector = new(TestStore.Epoch);
    private readonly ErasureSignal _signal = new();
    private readonly List<(EntryId Id, TestEvent[] Events)> _queued = [];
    private readonly StatsReader _reader;
    private readonly ErasureStore _book;
    private readonly ErasureWorker _erasures;
    private ulong _lastId;
    private SiteState? _state;
    private AttributeSets? _sets;

    public ErasureTest(TestStore store)
    {
        Store = store;
        store.Availability.Open();
        _reader = new StatsReader(store.Queries, store.RollUps, store.Days);
        _book = new ErasureStore(store.Queries, _signal);
        _erasures = CreateErasures();
    }

    public TestStore Store { get; }

    /// <summary>Events that were accepted and are not erased, stored or queued.</summary>
    public List<TestEvent> Alive { get; } = [];

    /// <summary>Events that were ever accepted.</summary>
    public int Received { get; private set; }

    /// <summary>Creates another silo's worker.</summary>
    public ErasureWorker CreateErasures() => new(
        Store.Database, Store.Availability, _inspector, _reader, new DeadLetterStore(Store.Queries), _signal, TimeProvider.System, NullLogger<ErasureWorker>.Instance);

    /// <summary>Accepts events as a gateway does, as one entry.</summary>
    public void Accept(params TestEvent[] events)
    {
        if (events.Length > 0)
        {
            var id = new EntryId(++_lastId, 0);
            _queued.Add((id, events));
            (_inspector.First, _inspector.Last) = (_queued[0].Id, id);
            Alive.AddRange(events);
            Received += events.Length;
        }
    }

    /// <summary>Stores the queued events as a drain does, which keeps what it knows of the site until a commit is refused.</summary>
    public async Task DrainAsync()
    {
        while (_queued.Count > 0)
        {
            _state ??= await Store.LoadAsync(Site);
            _sets ??= await Store.LoadAttributesAsync(Site);
            if (await CommitAsync(_state, _sets) is { } next)
            {
                _state = next;
            }
            else
            {
                (_state, _sets) = (null, null);
            }
        }
    }

    /// <summary>Stores the queued events as an activation does that knows the given state.</summary>
    public async Task<CommitOutcome> CommitAsync(SiteState state) =>
        await CommitAsync(state, await Store.LoadAttributesAsync(Site)) is null ? CommitOutcome.NotCommitted : CommitOutcome.Committed;

    /// <returns>The next state; null if the commit was refused.</returns>
    private async Task<SiteState?> CommitAsync(SiteState state, AttributeSets sets)
    {
        if (_queued.Count == 0)
        {
            return state;
        }

        DecodedChunk chunk = ChunkDecoder.Decode([.. _queued.Select(item => new QueuedEntry(item.Id, item.Events.Length, TestEvent.Entry(item.Events)))], state.Erasures);
        SiteBatch batch = chunk.ToBatch(Site, TestStore.Epoch, state.FencingToken, null, sets);
        CommitOutcome outcome = Assert.Single(await Store.RunWorkerAsync(new EventStoreOptions(), batch));
        if (outcome != CommitOutcome.Committed)
        {
            return null;
        }

        _queued.Clear();
        _inspector.First = null;
        return state with { FencingToken = batch.FencingToken, Checkpoint = batch.Checkpoint };
    }

    /// <summary>Brings the sums and the segments up to date.</summary>
    public async Task RollUpAsync()
    {
        await SiteRollUp.RunAsync(Store.Database, Site, CancellationToken.None);
        await Store.Segments.BuildAsync(Site, isWhole: true, CancellationToken.None);
    }

    /// <summary>Requests an erasure of a user, or of the whole site.</summary>
    public async Task EraseAsync(string? userId)
    {
        await _book.AddAsync(Site, userId is null ? null : EventOwner.OfUser(userId), await _inspector.ReadAsync(Site));
        Alive.RemoveAll(item => userId is null || item.UserId == userId);
    }

    /// <summary>Requests an erasure of a visitor without a user id.</summary>
    public async Task EraseVisitorAsync(ulong visitor)
    {
        await _book.AddAsync(Site, EventOwner.OfVisitor(visitor), await _inspector.ReadAsync(Site));
        Alive.RemoveAll(item => VisitorOf(item) == visitor);
    }

    /// <summary>Registers the site, or changes it.</summary>
    public Task KeepAsync(int? days) => Store.ExecuteAsync($"""
        INSERT INTO registered_sites (site_id, name, time_zone, origins, retention_days, needs_write_key, version)
        VALUES ('{Site}', '', 'UTC', '{"{}"}', {days?.ToString(CultureInfo.InvariantCulture) ?? "NULL"}, false, 1)
        ON CONFLICT (site_id) DO UPDATE SET retention_days = excluded.retention_days
        """);

    public Task StartRetentionAsync() => _erasures.StartRetentionAsync(isSignaled: true, CancellationToken.None);

    /// <summary>Runs one step of each erasure.</summary>
    public Task<bool> StepAsync() => _erasures.RunOnceAsync(CancellationToken.None);

    public async Task FinishAsync()
    {
        await DrainAsync();
        while (await StepAsync())
        {
        }
    }

    public async Task<IReadOnlyList<ErasureView>> ListAsync() => await _book.ListAsync(Site, 100);

    public Task<RetentionView> RetentionAsync() => _book.ReadRetentionAsync(Site);

    /// <summary>Asserts that rows, daily statistics and ledger match the events alive, and the sums equal fresh ones.</summary>
    public async Task AssertExactAsync(string because = "")
    {
        Assert.Empty(_queued);
        Assert.True(Alive.Count == await Store.ScalarAsync<long>($"SELECT count(*) FROM events WHERE site_id = '{Site}'"), because);
        await AssertStatisticsAsync(because);
        await AssertAttributesAsync(because);
        (StoredCounts counts, _) = await new LedgerReader(Store.Queries).ReadAsync(Site);
        Assert.Equal((Alive.Count, Received - Alive.Count), (counts.Counters.Stored, counts.Counters.Erased));
        Assert.Equal(counts, await new LedgerReader(Store.Queries).ReadAllAsync() with { RefusedByReason = counts.RefusedByReason });
        await AssertSumsAsync();
    }

    public async Task AssertStatisticsAsync(string because = "")
    {
        foreach (DateOnly? day in Alive.Select(item => (DateOnly?)DateOnly.FromDateTime(item.At)).Append(DateOnly.FromDateTime(TestEvent.Noon)).Append(null).Distinct())
        {
            SiteStats expected = NaiveStats.Of(Site, day, Alive);
            SiteStats actual = (await _reader.ReadAsync(Site, day)).Stats;
            Assert.True(expected.TopPaths.SequenceEqual(actual.TopPaths), because);
            Assert.True(expected with { TopPaths = actual.TopPaths } == actual, $"{because}: {expected} but {actual}");
        }

        await AssertDaysAsync(because);
    }

    /// <summary>Asserts that visitors and visits are those of the events alive.</summary>
    public async Task AssertDaysAsync(string because)
    {
        // The model compares each event of a visitor with all others.
        if (Alive.Count > MaxModelled)
        {
            return;
        }

        DateOnly noon = DateOnly.FromDateTime(TestEvent.Noon);
        StoredDays stored = await Store.Days.ReadAsync(Site, noon.AddYears(-30), noon.AddYears(1));
        Dictionary<DateOnly, DayEvent[]> expected = Alive.GroupBy(item => DateOnly.FromDateTime(item.At)).ToDictionary(day => day.Key, day => day.Select(AsDayEvent).ToArray());
        Assert.True(expected.Keys.Order().SequenceEqual(stored.Days.Select(day => day.Day)), $"{because}: {string.Join(' ', expected.Keys.Order())} but {string.Join(' ', stored.Days.Select(day => day.Day))}");
        foreach (StoredDay day in stored.Days)
        {
            Assert.True(DayModel.Total(expected[day.Day], bots: false).Equals(day.People), $"{because}: people of {day.Day:O}");
            Assert.True(DayModel.Total(expected[day.Day], bots: true).Equals(day.Bots), $"{because}: bots of {day.Day:O}");
        }
    }

    private static ulong? VisitorOf(TestEvent item) =>
        string.IsNullOrEmpty(item.UserId) && item.Other.TryGetValue(EventField.Visitor, out string? visitor)
            ? ulong.Parse(visitor, NumberStyles.HexNumber, CultureInfo.InvariantCulture)
            : null;

    private static DayEvent AsDayEvent(TestEvent item) => new(
        EventTime.FromDateTime(item.At), item.UserId, unchecked((long?)VisitorOf(item)), item.EventType!, item.Path, null, null, null, null, null, null, null, null, null,
        item.Other.ContainsKey(EventField.Bot));

    /// <summary>Asserts that rows resolve to the attributes of the events alive, and that there are no others.</summary>
    public async Task AssertAttributesAsync(string because = "")
    {
        string stored = await Store.ScalarAsync<string>($"""
            WITH texts AS MATERIALIZED (
                SELECT first_id + place - 1 AS set, text FROM event_attributes, unnest(sets) WITH ORDINALITY AS s (text, place) WHERE site_id = '{Site}'
            )
            SELECT coalesce(string_agg(concat_ws(' ', coalesce(user_id, ''), text), E'\n' ORDER BY coalesce(user_id, ''), text COLLATE "C"), '')
            FROM events e
            LEFT JOIN texts ON page = set
            WHERE e.site_id = '{Site}'
            """);
        IEnumerable<(string User, string? Title)> alive = Alive.Select(item => (item.UserId ?? "", item.Other.GetValueOrDefault(EventField.Title)));
        Assert.True(
            stored == string.Join('\n', alive.OrderBy(item => item.User, StringComparer.Ordinal).ThenBy(item => item.Title is null).ThenBy(item => item.Title, StringComparer.Ordinal)
                .Select(item => item.Title is null ? item.User : $$"""{{item.User}} {"title":"{{item.Title}}"}""")),
            $"{because}: {stored}");
        string kept = await Store.ScalarAsync<string>($"""
            SELECT coalesce(string_agg(DISTINCT set, ' '), '') FROM event_attributes, unnest(sets) AS set WHERE site_id = '{Site}' AND set NOT LIKE '%agent:test%'
            """);
        Assert.True(kept == string.Join(' ', Alive.Select(item => item.Other.GetValueOrDefault(EventField.Title)).OfType<string>().Distinct().Order(StringComparer.Ordinal)
            .Select(title => $$"""{"title":"{{title}}"}""")), $"{because}: {kept}");
        Assert.Equal(0, await Store.ScalarAsync<long>("SELECT count(*) FROM event_attributes WHERE array_remove(sets, NULL) = '{}'"));
    }

    public async ValueTask DisposeAsync()
    {
        _erasures.Dispose();
        _signal.Dispose();
        await Store.DisposeAsync();
    }

    private async Task AssertSumsAsync()
    {
        await RollUpAsync();
        string sums = await SumsAsync();
        await Store.ExecuteAsync("DELETE FROM site_rollups; DELETE FROM rollup_days; DELETE FROM rollup_paths; DELETE FROM rollup_users");
        await RollUpAsync();
        Assert.Equal(await SumsAsync(), sums);
    }

    /// <summary>Sums of zero count as absent.</summary>
    private Task<string> SumsAsync() => Store.ScalarAsync<string>("""
        SELECT concat(
            (SELECT json_agg(d ORDER BY d.event_date) FROM rollup_days d WHERE views <> 0 OR users <> 0),
            (SELECT json_agg(p ORDER BY p.event_date, p.path) FROM rollup_paths p),
            (SELECT json_agg(u ORDER BY u.event_date, u.user_id) FROM rollup_users u))
        """);
}
