using System.Threading.Channels;
using Footfall.Collect;
using Footfall.Days;
using Footfall.Drain;
using Footfall.Queue;
using Footfall.Stats;
using Footfall.Store;
using Footfall.Telemetry;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Footfall.Servers;

/// <summary>A database, the product's parts that use it, and a connection for the test's own SQL.</summary>
internal sealed class TestStore : IAsyncDisposable
{
    public const string Epoch = "0123456789abcdef";

    private readonly List<Func<ValueTask>> _stops = [];

    public TestStore(NpgsqlConnectionStringBuilder settings)
    {
        Settings = settings;
        Database = new Database(settings, new EventStoreOptions());
        History = new WalRollbackDetector(Book, TimeProvider.System, HistoryLog);
        Availability = new StoreAvailability(Database, History, TimeProvider.System, NullLogger<StoreAvailability>.Instance);
        Months = new EventPartitions(Database);
        Queries = new StoreCommands(Database, Availability, TimeProvider.System);
        RollUps = new RollUps(Database, Availability, Options.Create(RollUpOptions), TimeProvider.System, NullLogger<RollUps>.Instance);
        Segments = new SegmentBuilder(Database, Availability, Options.Create(new DayOptions()), TimeProvider.System, NullLogger<SegmentBuilder>.Instance);
        Days = new DayReader(Queries, Segments, NullLogger<DayReader>.Instance);
        Sql = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(settings.ConnectionString) { ApplicationName = "test" });
    }

    public NpgsqlConnectionStringBuilder Settings { get; }

    public Database Database { get; }

    public FakeWalPositionStore Book { get; } = new();

    public LogLines<WalRollbackDetector> HistoryLog { get; } = new();

    public WalRollbackDetector History { get; }

    public StoreAvailability Availability { get; }

    public EventPartitions Months { get; }

    public StoreCommands Queries { get; }

    public RollUpOptions RollUpOptions { get; } = new();

    /// <summary>Started only by tests of roll-ups.</summary>
    public RollUps RollUps { get; }

    /// <summary>Started by no test.</summary>
    public SegmentBuilder Segments { get; }

    public DayReader Days { get; }

    public NpgsqlDataSource Sql { get; }

    /// <summary>Starts an event store like a silo's; it is stopped with this object.</summary>
    public async Task<EventStore> StartAsync(int commitWorkers = 2)
    {
        Availability.Open();
        var states = new SiteStates(Database, Availability);
        var ids = new EventIds(Database, Availability);
        var attributes = new EventAttributes(Database, Availability);
        var confirmations = new FencingTokenConfirmations(Database, Availability);
        var options = Options.Create(new EventStoreOptions { CommitWorkers = commitWorkers });
        var store = new EventStore(Database, states, ids, attributes, confirmations, Months, Availability, History, RollUps, new StoreMetrics(new TestMeters()), options, TimeProvider.System, NullLoggerFactory.Instance);
        var lifecycle = new FakeSiloLifecycle();
        store.Participate(lifecycle);
        await lifecycle.StartAsync();
        _stops.Add(async () => await lifecycle.StopAsync());
        _stops.Add(states.DisposeAsync);
        _stops.Add(ids.DisposeAsync);
        _stops.Add(attributes.DisposeAsync);
        _stops.Add(confirmations.DisposeAsync);
        return store;
    }

    /// <summary>Runs one commit worker on batches that wait together; returns their outcomes, in order.</summary>
    public async Task<CommitOutcome[]> RunWorkerAsync(EventStoreOptions options, params SiteBatch[] batches)
    {
        Availability.Open();
        var channel = Channel.CreateUnbounded<PendingBatch>();
        PendingBatch[] pending = Array.ConvertAll(batches, batch => new PendingBatch(batch));
        foreach (PendingBatch batch in pending)
        {
            Assert.True(channel.Writer.TryWrite(batch));
        }

        channel.Writer.Complete();
        var worker = new CommitWorker(channel.Reader, Database, Months, Availability, History, RollUps, new StoreMetrics(new TestMeters()), options, TimeProvider.System, NullLogger<CommitWorker>.Instance);
        await worker.RunAsync();
        return await Task.WhenAll(pending.Select(batch => batch.Outcome)).WithinLimitAsync();
    }

    /// <summary>Returns what a silo that knows nothing of the site reads.</summary>
    public async Task<SiteState> LoadAsync(string siteId)
    {
        await using var states = new SiteStates(Database, Availability);
        return await states.LoadAsync(siteId, Epoch);
    }

    /// <summary>Returns the attribute sets that a silo that knows nothing of the site reads.</summary>
    public async Task<AttributeSets> LoadAttributesAsync(string siteId)
    {
        await using var attributes = new EventAttributes(Database, Availability);
        StoredAttributes stored = await attributes.LoadAsync(siteId, int.MaxValue);
        return AttributeSets.Of(stored);
    }

    public async Task<T> ScalarAsync<T>(string sql)
    {
        await using NpgsqlCommand command = Sql.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async Task ExecuteAsync(string sql)
    {
        await using NpgsqlCommand command = Sql.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Returns the counts of the site's row, and its numbers of rows: stored, dead, events, dead letters.</summary>
    public async Task<(long Stored, long Dead, long Events, long DeadLetters)> CountsAsync(string siteId)
    {
        await using NpgsqlCommand command = Sql.CreateCommand(
            """
            SELECT stored, dead,
                (SELECT count(*) FROM events e WHERE e.site_id = s.site_id),
                (SELECT count(*) FROM dead_letters d WHERE d.site_id = s.site_id)
            FROM site_state s WHERE site_id = $1
            """);
        command.Parameters.Add(new NpgsqlParameter { Value = siteId });
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync();
        Assert.True(await reader.ReadAsync(), $"The site {siteId} is not known.");
        return (reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3));
    }

    /// <summary>Returns a batch of one entry after the state's checkpoint. Its rows name no attribute sets.</summary>
    public static SiteBatch Batch(string siteId, SiteState state, params IReadOnlyCollection<TestEvent> events) =>
        Batch(siteId, state, TestEvent.Entry(events), events.Count, [.. events.Select(item => (item.At.Year * 12) + item.At.Month - 1)]) with
        {
            HasDetails = events.Any(item => item.Other.Count > 0),
        };

    /// <inheritdoc cref="Batch(string, SiteState, IReadOnlyCollection{TestEvent})"/>
    public static SiteBatch Batch(string siteId, SiteState state, byte[] entry, int events, params HashSet<int> months)
    {
        EntryId id = state.Checkpoint with { Ms = state.Checkpoint.Ms + 1 };
        return new SiteBatch
        {
            SiteId = siteId,
            Epoch = Epoch,
            ExpectedFencingToken = state.FencingToken,
            FencingToken = Guid.NewGuid(),
            Checkpoint = id,
            Entries = events > 0 ? [new BatchEntry(id, entry, null)] : [],
            Events = events,
            Duplicates = 0,
            Months = months,
            DeadLetters = [],
            Refused = new Dictionary<RefusalReason, long>(),
            EventIds = new RegisteredIds(id, []),
        };
    }

    /// <summary>Stops the event stores as silos do on shutdown.</summary>
    public async Task StopAsync()
    {
        foreach (Func<ValueTask> stop in _stops)
        {
            await stop();
        }

        _stops.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Months.Dispose();
        RollUps.Dispose();
        Segments.Dispose();
        await Database.DisposeAsync();
        await Sql.DisposeAsync();
    }
}
