using System.Globalization;
using Footfall.Calendar;
using Footfall.Drain;
using Footfall.Queue;
using Footfall.Servers;
using Footfall.Stats;
using Footfall.Store;
using Footfall.Wire;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Footfall.Days;

/// <summary>A site whose events are stored as drains do, its segments, and what its days must be, counted the plain way.</summary>
internal sealed class DayHistory : IDisposable
{
    private readonly TestStore _store;
    private readonly string _site;
    private readonly DayReader _reader;
    private readonly DayAudit _audit;
    private AttributeSets? _sets;
    private SiteState? _state;
    private ulong _lastId;

    public DayHistory(TestStore store, string site, string? timeZone)
    {
        _store = store;
        _site = site;
        TimeZone = timeZone ?? "UTC";
        store.Availability.Open();
        Builder = new SegmentBuilder(store.Database, store.Availability, Options.Create(new DayOptions()), TimeProvider.System, Log);
        _reader = new DayReader(store.Queries, Builder, NullLogger<DayReader>.Instance);
        _audit = new DayAudit(store.Database, store.Queries, _reader, Builder, TimeProvider.System, NullLogger<DayAudit>.Instance);
    }

    public string TimeZone { get; private set; }

    public LogLines<SegmentBuilder> Log { get; } = new();

    public SegmentBuilder Builder { get; }

    public List<TestEvent> Stored { get; } = [];

    public Task MoveAsync(string timeZone)
    {
        TimeZone = timeZone;
        return _store.ExecuteAsync($"""
            INSERT INTO registered_sites (site_id, name, time_zone, origins, needs_write_key, version)
            VALUES ('{_site}', '', '{timeZone}', '{"{}"}', false, 1)
            ON CONFLICT (site_id) DO UPDATE SET time_zone = excluded.time_zone
            """);
    }

    public async Task StoreAsync(params TestEvent[] events)
    {
        _state ??= await _store.LoadAsync(_site);
        _sets ??= await _store.LoadAttributesAsync(_site);
        var entry = new QueuedEntry(new EntryId(++_lastId, 0), events.Length, TestEvent.Entry(events));
        SiteBatch batch = ChunkDecoder.Decode([entry]).ToBatch(_site, TestStore.Epoch, _state.FencingToken, null, _sets);
        Assert.Equal(CommitOutcome.Committed, Assert.Single(await _store.RunWorkerAsync(new EventStoreOptions(), batch)));
        _state = _state with { FencingToken = batch.FencingToken, Checkpoint = batch.Checkpoint };
        Stored.AddRange(events);
    }

    public Task BuildAsync() => Builder.BuildAsync(_site, isWhole: true, CancellationToken.None);

    public Task<StoredDays> ReadAsync() => _reader.ReadAsync(_site, new DateOnly(2025, 1, 1), new DateOnly(2027, 12, 31));

    /// <summary>Returns a history in a time zone; null for a site without one.</summary>
    public static async Task<DayHistory> StartAsync(TestStore store, string site, string? timeZone)
    {
        var history = new DayHistory(store, site, timeZone);
        if (timeZone is not null)
        {
            await history.MoveAsync(timeZone);
        }

        return history;
    }

    public Task<AuditResult> AuditAsync(bool mend = false) => _audit.AuditAsync(_site, mend);

    /// <summary>Asserts that the answer is what the stored events are, in a time zone.</summary>
    public async Task AssertExactAsync(string? timeZone = null)
    {
        string zone = timeZone ?? TimeZone;
        StoredDays answer = await ReadAsync();
        Dictionary<DateOnly, DayEvent[]> expected = Stored.Select(AsDayEvent).GroupBy(item => SiteCalendar.DateOf(zone, item.Time)).ToDictionary(day => day.Key, day => day.ToArray());

        Assert.Equal(zone, answer.TimeZone);
        Assert.Equal(expected.Keys.Order(), answer.Days.Select(day => day.Day));
        Assert.All(answer.Days, day =>
        {
            Assert.Equal(DayModel.Total(expected[day.Day], bots: false), day.People);
            Assert.Equal(DayModel.Total(expected[day.Day], bots: true), day.Bots);
        });
    }

    /// <summary>Asserts that the statistics of some days are those of the day in the site's time zone.</summary>
    public async Task AssertStatisticsAsync()
    {
        var reader = new StatsReader(_store.Queries, _store.RollUps, _store.Days);
        foreach (IGrouping<DateOnly, TestEvent> day in Stored.GroupBy(item => SiteCalendar.DateOf(TimeZone, EventTime.FromDateTime(item.At))).Take(3))
        {
            SiteStats expected = NaiveStats.Of(_site, null, [.. day]) with { Date = day.Key };
            SiteStats actual = (await reader.ReadAsync(_site, day.Key)).Stats;
            Assert.Equal(expected.TopPaths, actual.TopPaths);
            Assert.Equal(expected with { TopPaths = actual.TopPaths }, actual);
        }
    }

    /// <summary>Returns the segments as they are stored.</summary>
    public Task<string> SegmentsAsync() => _store.ScalarAsync<string>(
        $"SELECT coalesce(string_agg(concat_ws(' ', time_zone, day, part, events, encode(segment, 'hex')), E'\\n' ORDER BY time_zone, day, part), '') FROM site_days WHERE site_id = '{_site}'");

    public void Dispose() => Builder.Dispose();

    private static DayEvent AsDayEvent(TestEvent item) => new(
        EventTime.FromDateTime(item.At),
        item.UserId,
        item.Other.TryGetValue(EventField.Visitor, out string? visitor) ? (long)ulong.Parse(visitor, NumberStyles.HexNumber, CultureInfo.InvariantCulture) : null,
        item.EventType!,
        item.Path,
        null, null, null, null, null, null, null, null, null,
        item.Other.ContainsKey(EventField.Bot));
}
