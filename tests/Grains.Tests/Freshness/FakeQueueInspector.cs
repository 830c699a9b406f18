using Footfall.Drain;
using Footfall.Queue;

namespace Footfall.Freshness;

/// <summary>In-memory streams of a site, which are never trimmed.</summary>
internal sealed class FakeQueueInspector : IQueueInspector
{
    /// <summary>Redis's time, which stands still.</summary>
    public static readonly DateTimeOffset Start = DateTimeOffset.FromUnixTimeMilliseconds(10_000);

    private readonly List<(string Epoch, EntryId Id, int Events)> _entries = [];

    public bool IsAway { get; set; }

    public void Add(string epoch, ulong ms, int events = 1) => _entries.Add((epoch, new EntryId(ms, 0), events));

    public Task<QueueSnapshot> ReadAsync(string siteId) => Answer(() => new QueueSnapshot(
        Start,
        [.. _entries.GroupBy(entry => entry.Epoch).Select(stream => new StreamSnapshot(stream.Key, stream.Max(entry => entry.Id), stream.Min(entry => entry.Id)))]));

    public Task<(long Events, EntryId? First)> CountAsync(string siteId, string epoch, EntryId checkpoint) => Answer(() =>
    {
        (string Epoch, EntryId Id, int Events)[] waiting = [.. _entries.Where(entry => entry.Epoch == epoch && entry.Id > checkpoint)];
        return (waiting.Sum(entry => (long)entry.Events), waiting.Length == 0 ? null : (EntryId?)waiting.Min(entry => entry.Id));
    });

    public Task<BacklogTotals> ReadTotalsAsync() => Answer(() => new BacklogTotals(
        _entries.Sum(entry => (long)entry.Events),
        _entries.Count,
        _entries.Count == 0 ? null : DateTimeOffset.FromUnixTimeMilliseconds((long)_entries.Min(entry => entry.Id).Ms),
        Start));

    public Task<BacklogBySite> ScanAsync() => throw new NotSupportedException();

    private Task<T> Answer<T>(Func<T> answer) =>
        IsAway ? throw new QueueUnavailableException("", new TimeoutException()) : Task.FromResult(answer());
}
