using System.Buffers;
using System.Diagnostics;
using System.Text;
using Footfall.Queue;

namespace Footfall.Collect;

/// <summary>
/// Events of one partition that go to Redis together, gathered by site into entries. Filled under its writer's
/// lock until it is sent; then only read.
/// </summary>
internal sealed class MicroBatch
{
    /// <summary>Bounds what a partition can have in one call.</summary>
    private const int MaxBytes = 1024 * 1024;
    private const int MaxEvents = 2000;

    /// <summary>Bounds what one entry makes a silo hold, and how unevenly chunks can grow.</summary>
    private const int MaxEntryBytes = 64 * 1024;
    private const int MaxEntryEvents = 512;

    private readonly Dictionary<byte[], int> _openEntryBySite = new(SiteIdComparer.Instance);
    private readonly Dictionary<byte[], int>.AlternateLookup<ReadOnlySpan<byte>> _openEntry;
    private readonly List<Entry> _entries = [];

    /// <summary>
    /// Those who wait go on within <see cref="Complete"/>, one after another: a turn of the thread pool for each would
    /// cost more than their answers do.
    /// </summary>
    private readonly TaskCompletionSource<ArraySegment<EnqueueOutcome>> _outcomes = new();

    private int _events;

    private readonly byte _version;

    /// <param name="partition">The partition of all its sites.</param>
    /// <param name="version">Of its entries.</param>
    public MicroBatch(int partition, byte version)
    {
        Partition = partition;
        _version = version;
        _openEntry = _openEntryBySite.GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    /// <summary>The partition of all its sites.</summary>
    public int Partition { get; }

    /// <summary>Size of the encoded events.</summary>
    public long Bytes { get; private set; }

    /// <summary>How many entries it has until now.</summary>
    public int Entries => _entries.Count;

    public bool IsFull => Bytes >= MaxBytes || _events >= MaxEvents;

    /// <summary>The batch's sites, each with the index of its last entry.</summary>
    public IReadOnlyCollection<KeyValuePair<byte[], int>> Sites => _openEntryBySite;

    /// <summary>One outcome for each entry, once Redis has answered.</summary>
    public Task<ArraySegment<EnqueueOutcome>> Outcomes => _outcomes.Task;

    /// <summary>Adds an event; returns the entry that it went to.</summary>
    /// <param name="siteId">Its site.</param>
    /// <param name="view">The event; its bytes are copied.</param>
    /// <param name="span">The span whose context the entry carries, if it is the first; null for an event that is not traced.</param>
    public int Add(ReadOnlySpan<byte> siteId, in EventView view, Activity? span = null)
    {
        int index = OpenEntry(siteId);
        Bytes += _entries[index].Add(view);
        _events++;
        if (span is not null)
        {
            QueueSpans.NotePartition(span, Partition);
            _entries[index].Carry(span);
        }

        return index;
    }

    /// <summary>Adds what was refused of a site to one of its entries, or to one without events.</summary>
    public int Add(ReadOnlySpan<byte> siteId, IReadOnlyList<RefusalCount> refusals)
    {
        int index = OpenEntry(siteId);
        _entries[index].Add(refusals);
        return index;
    }

    public EnqueueEntry[] ToEntries() => [.. _entries.Select(entry => entry.ToEnqueue(Partition))];

    /// <param name="outcomes">As many as it has entries.</param>
    public void Complete(ArraySegment<EnqueueOutcome> outcomes) => _outcomes.SetResult(outcomes);

    private int OpenEntry(ReadOnlySpan<byte> siteId)
    {
        if (!_openEntry.TryGetValue(siteId, out int index) || _entries[index].IsFull)
        {
            index = _entries.Count;
            _entries.Add(new Entry(Encoding.UTF8.GetString(siteId), _version));
            _openEntry[siteId] = index;
        }

        return index;
    }

    private sealed class Entry
    {
        private readonly string _siteId;
        private readonly byte _version;

        // Not pooled: after a time-out the Redis client may still be reading it.
        private readonly ArrayBufferWriter<byte> _bytes = new();
        private readonly int _headLength;
        private readonly List<RefusalCount> _refusals = [];
        private int _events;
        private Activity? _carried;

        public Entry(string siteId, byte version)
        {
            _siteId = siteId;
            _version = version;
            EntryCodec.WriteHeader(_bytes, [], version);
            _headLength = _bytes.WrittenCount;
        }

        public bool IsFull => _events >= MaxEntryEvents || _bytes.WrittenCount >= MaxEntryBytes;

        public int Add(in EventView view)
        {
            int before = _bytes.WrittenCount;
            EntryCodec.WriteEvent(_bytes, view, _version);
            _events++;
            return _bytes.WrittenCount - before;
        }

        public void Add(IReadOnlyList<RefusalCount> refusals) => _refusals.AddRange(refusals);

        /// <summary>An entry has one context; the spans of further events link to it.</summary>
        public void Carry(Activity span)
        {
            _carried ??= span;
            if (_carried != span)
            {
                span.AddLink(new ActivityLink(_carried.Context));
            }
        }

        public EnqueueEntry ToEnqueue(int partition)
        {
            if (_refusals.Count == 0)
            {
                return new EnqueueEntry(partition, _siteId, _events, _bytes.WrittenMemory, _carried?.Id);
            }

            var withRefusals = new ArrayBufferWriter<byte>();
            EntryCodec.WriteHeader(withRefusals, _refusals, _version);
            withRefusals.Write(_bytes.WrittenSpan[_headLength..]);
            return new EnqueueEntry(partition, _siteId, _events, withRefusals.WrittenMemory, _carried?.Id);
        }
    }
}
