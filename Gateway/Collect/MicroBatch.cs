using System.Buffers;
using System.Text;
using Footfall.Queue;

namespace Footfall.Collect;

/// <summary>
/// Events of one partition that go to Redis together, gathered by site into entries. Filled under its writer's
/// lock until it is sent; then only read.
/// </summary>
internal sealed class MicroBatch
{
    /// <summary>Bounds the time that one script holds Redis.</summary>
    private const int MaxBytes = 1024 * 1024;
    private const int MaxEvents = 2000;

    /// <summary>Bounds what one entry makes a silo hold, and how unevenly chunks can grow.</summary>
    private const int MaxEntryBytes = 64 * 1024;
    private const int MaxEntryEvents = 512;

    private readonly Dictionary<byte[], int> _openEntryBySite = new(SiteIdComparer.Instance);
    private readonly Dictionary<byte[], int>.AlternateLookup<ReadOnlySpan<byte>> _openEntry;
    private readonly List<Entry> _entries = [];
    private readonly TaskCompletionSource<EnqueueOutcome[]> _outcomes = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _events;

    public MicroBatch() => _openEntry = _openEntryBySite.GetAlternateLookup<ReadOnlySpan<byte>>();

    /// <summary>Size of the encoded events.</summary>
    public long Bytes { get; private set; }

    public bool IsFull => Bytes >= MaxBytes || _events >= MaxEvents;

    /// <summary>One outcome for each entry, once Redis has answered.</summary>
    public Task<EnqueueOutcome[]> Outcomes => _outcomes.Task;

    /// <summary>Adds an event; returns the entry that it went to.</summary>
    public int Add(ReadOnlySpan<byte> siteId, in EventView view)
    {
        if (!_openEntry.TryGetValue(siteId, out int index) || _entries[index].IsFull)
        {
            index = _entries.Count;
            _entries.Add(new Entry(Encoding.UTF8.GetString(siteId)));
            _openEntry[siteId] = index;
        }

        Bytes += _entries[index].Add(view);
        _events++;
        return index;
    }

    public EnqueueEntry[] ToEntries() => [.. _entries.Select(entry => entry.ToEnqueue())];

    public void Complete(EnqueueOutcome[] outcomes) => _outcomes.SetResult(outcomes);

    /// <summary>Gives all entries the same outcome.</summary>
    public void Complete(EnqueueOutcome outcome)
    {
        var outcomes = new EnqueueOutcome[_entries.Count];
        Array.Fill(outcomes, outcome);
        Complete(outcomes);
    }

    private sealed class Entry
    {
        private readonly string _siteId;

        // Not pooled: after a time-out the Redis client may still be reading it.
        private readonly ArrayBufferWriter<byte> _bytes = new();
        private int _events;

        public Entry(string siteId)
        {
            _siteId = siteId;
            _bytes.Write([EntryCodec.Version]);
        }

        public bool IsFull => _events >= MaxEntryEvents || _bytes.WrittenCount >= MaxEntryBytes;

        public int Add(in EventView view)
        {
            int before = _bytes.WrittenCount;
            EntryCodec.WriteEvent(_bytes, view);
            _events++;
            return _bytes.WrittenCount - before;
        }

        public EnqueueEntry ToEnqueue() => new(_siteId, _events, _bytes.WrittenMemory);
    }
}
