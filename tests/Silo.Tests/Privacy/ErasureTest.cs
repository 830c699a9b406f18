using System.Globalization;
using Footfall.DeadLetters;
using Footfall.Drain;
using Footfall.Ledger;
using Footfall.Queue;
using Footfall.Servers;
using Footfall.Stats;
using Footfall.Store;
using Microsoft.Extensions.Logging.Abstractions;

namespace Footfall.Privacy;

/// <summary>A site's queue, store and erasures, each advanced by a test; and the expected result, tracked the plain way.</summary>
internal sealed class ErasureTest : IAsyncDisposable
{
    public const string Site = "a";

    private readonly FakeQueueInspector _inspector = new(TestStore.Epoch);
    private readonly ErasureSignal _signal = new();
    private readonly List<(EntryId Id, TestEvent[] Events)> _queued = [];
    private readonly StatsReader _reader;
    private readonly ErasureStore _book;
    private readonly ErasureWorker _erasures;
    private ulong _lastId;

    public ErasureTest(TestStore store)
    {
        Store = store;
        store.Availability.Open();
        _reader = new StatsReader(store.Queries, store.RollUps);
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

    /// <summary>Stores the queued events as a drain does, after reading the site's state.</summary>
    public async Task DrainAsync() => Assert.Equal(CommitOutcome.Committed, await CommitAsync(await Store.LoadAsync(Site)));

    /// <summary>Stores the queued events as an activation does that knows the given state.</summary>
    public async Task<CommitOutcome> CommitAsync(SiteState state)
    {
        if (_queued.Count == 0)
        {
            return CommitOutcome.Committed;
        }

        DecodedChunk chunk = ChunkDecoder.Decode([.. _queued.Select(item => new QueuedEntry(item.Id, item.Events.Length, TestEvent.Entry(item.Events)))], state.Erasures);
        SiteBatch batch = chunk.ToBatch(Site, TestStore.Epoch, state.FencingToken, null);
        CommitOutcome outcome = Assert.Single(await Store.RunWorkerAsync(new EventStoreOptions(), batch));
        if (outcome == CommitOutcome.Committed)
        {
            _queued.Clear();
            _inspector.First = null;
        }

        return outcome;
    }

    public Task RollUpAsync() => SiteRollUp.RunAsync(Store.Database, Site, CancellationToken.None);

    /// <summary>Requests an erasure.</summary>
    public async Task EraseAsync(string? userId)
    {
        await _book.AddAsync(Site, userId, await _inspector.ReadAsync(Site));
        Alive.RemoveAll(item => userId is null || item.UserId == userId);
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
