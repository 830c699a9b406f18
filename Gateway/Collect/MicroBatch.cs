using System.Buffers;
using System.Text;
using Footfall.Queue;

namespace Footfall.Collect;

/// <summary>
/// Events that go to Redis together, gathered by site into entries. Filled under its writer's
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

    /// <summary>
    /// Those who wait go on within <see cref="Complete(EnqueueOutcome[])"/>, one after another: a turn of the thread
    /// pool for each would cost more than their answers do.
    /// </summary>
    private readonly TaskCompletionSource<EnqueueOutcome[]> _outcomes = new();
    private int _events;

    public MicroBatch() => _openEntry = _openEntryBySite.GetAlternateLookup<ReadOnlySpan<byte>>();

    /// <summary>Size of the encoded events.</summary>
    public long Bytes { get; private set; }

    public bool IsFull => Bytes >= MaxBytes || _events >= MaxEvents;

    /// <summary>The batch's sites, each with the index of its last entry.</summary>
    public IReadOnlyCollection<KeyValuePair<byte[], int>> Sites => _openEntryBySite;

    /// <summary>One outcome for each entry, once Redis has answered.</summary>
    public Task<EnqueueOutcome[]> Outcomes => _outcomes.Task;

    /// <summary>Adds an event; returns the entry that it went to.</summary>
    public int Add(int partition, ReadOnlySpan<byte> siteId, in EventView view)
    {
        int index = OpenEntry(partition, siteId);
        Bytes += _entries[index].Add(view);
        _events++;
        return index;
    }

    /// <summary>Adds what was refused of a site to one of its entries, or to one without events.</summary>
    public int Add(int partition, ReadOnlySpan<byte> siteId, IReadOnlyList<RefusalCount> refusals)
    {
        int index = OpenEntry(partition, siteId);
        _entries[index].Add(refusals);
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

    private int OpenEntry(int partition, ReadOnlySpan<byte> siteId)
    {
        if (!_openEntry.TryGetValue(siteId, out int index) || _entries[index].IsFull)
        {
            index = _entries.Count;
            _entries.Add(new Entry(partition, Encoding.UTF8.GetString(siteId)));
            _openEntry[siteId] = index;
        }

        return index;
    }

    private sealed class Entry
    {
        private readonly int _partition;
        private readonly string _siteId;

        // Not pooled: after a time-out the Redis client may still be reading it.
        private readonly ArrayBufferWriter<byte> _bytes = new();
        private readonly int _headLength;
        private readonly List<RefusalCount> _refusals = [];
        private int _events;

        public Entry(int partition, string siteId)
        {
            _partition = partition;
            _siteId = siteId;
            EntryCodec.WriteHeader(_bytes, []);
            _headLength = _bytes.WrittenCount;
        }

        public bool IsFull => _events >= MaxEntryEvents || _bytes.WrittenCount >= MaxEntryBytes;

        public int Add(in EventView view)
        {
            int before = _bytes.WrittenCount;
            EntryCodec.WriteEvent(_bytes, view);
            _events++;
            return _bytes.WrittenCount - before;
        }

        public void Add(IReadOnlyList<RefusalCount> refusals) => _refusals.AddRange(refusals);

        public EnqueueEntry ToEnqueue()
        {
            if (_refusals.Count == 0)
            {
                return new EnqueueEntry(_partition, _siteId, _events, _bytes.WrittenMemory);
            }

            var withRefusals = new ArrayBufferWriter<byte>();
            EntryCodec.WriteHeader(withRefusals, _refusals);
            withRefusals.Write(_bytes.WrittenSpan[_headLength..]);
            return new EnqueueEntry(_partition, _siteId, _events, withRefusals.WrittenMemory);
        }
    }
}
