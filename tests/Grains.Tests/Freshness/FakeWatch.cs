using Footfall.Drain;
using Footfall.Queue;

namespace Footfall.Freshness;

/// <summary>A site's streams in memory, of which nothing is ever trimmed.</summary>
internal sealed class FakeWatch : IQueueWatch
{
    /// <summary>Redis's time, always.</summary>
    public static readonly DateTimeOffset Start = DateTimeOffset.FromUnixTimeMilliseconds(10_000);

    private readonly List<(string Epoch, EntryId Id, int Events)> _entries = [];

    public bool IsAway { get; set; }

    public void Add(string epoch, ulong ms, int events = 1) => _entries.Add((epoch, new EntryId(ms, 0), events));

    public Task<QueueMoment> ReadAsync(string siteId) => Answer(() => new QueueMoment(
        Start,
        [.. _entries.GroupBy(entry => entry.Epoch).Select(stream => new StreamMoment(stream.Key, stream.Max(entry => entry.Id), stream.Min(entry => entry.Id)))]));

    public Task<(long Events, EntryId? First)> CountAsync(string siteId, string epoch, EntryId checkpoint) => Answer(() =>
    {
        (string Epoch, EntryId Id, int Events)[] waiting = [.. _entries.Where(entry => entry.Epoch == epoch && entry.Id > checkpoint)];
        return (waiting.Sum(entry => (long)entry.Events), waiting.Length == 0 ? null : (EntryId?)waiting.Min(entry => entry.Id));
    });

    public Task<QueueSums> SumAsync() => Answer(() => new QueueSums(
        _entries.Sum(entry => (long)entry.Events),
        _entries.Count,
        _entries.Count == 0 ? null : DateTimeOffset.FromUnixTimeMilliseconds((long)_entries.Min(entry => entry.Id).Ms),
        Start));

    public Task<QueueCensus> SurveyAsync() => throw new NotSupportedException();

    private Task<T> Answer<T>(Func<T> answer) =>
        IsAway ? throw new QueueUnavailableException("", new TimeoutException()) : Task.FromResult(answer());
}
