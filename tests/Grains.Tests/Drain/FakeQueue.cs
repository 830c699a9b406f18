using Footfall.Queue;

namespace Footfall.Drain;

/// <summary>An in-memory stream of a site, which records the calls.</summary>
internal sealed class FakeQueue(List<string> log) : IQueueReader
{
    private readonly List<QueuedEntry> _entries = [];

    public IReadOnlyList<QueuedEntry> Entries => _entries;

    /// <summary>Awaited before each read; may throw.</summary>
    public Func<EntryId, Task> BeforeRead { get; set; } = _ => Task.CompletedTask;

    /// <summary>The most entries returned, as if no more had been requested.</summary>
    public int MaxEntries { get; set; } = int.MaxValue;

    /// <summary>Adds an entry with the given events; its id is the next millisecond.</summary>
    public void Add(params TestEvent[] events) => Add(TestEvent.Entry(events), events.Length);

    public void Add(byte[] bytes, int events, string? fault = null) =>
        _entries.Add(new QueuedEntry(new EntryId((ulong)_entries.Count + 1, 0), events, bytes, fault));

    public void AddMany(int entries)
    {
        for (int i = 0; i < entries; i++)
        {
            Add(new TestEvent { Path = "/" + _entries.Count });
        }
    }

    public async Task<StreamRead> ReadAsync(string siteId, string epoch, EntryId after, int count)
    {
        log.Add($"read {after.Ms}");
        await BeforeRead(after);
        int limit = Math.Min(count, MaxEntries);
        QueuedEntry[] read = [.. _entries.Where(entry => entry.Id > after).Take(limit)];
        return new StreamRead(read, IsEnd: read.Length < limit);
    }
}
