using System.Buffers;
using System.Diagnostics;
using System.Text;
using Footfall.Queue;
using Footfall.Wire;

namespace Footfall.Collect;

/// <summary>
/// Events of one site that are sent to Redis as one entry of its stream. Filled under the lock of its
/// <see cref="QueueWriter"/> until it is sent; read-only afterwards.
/// </summary>
internal sealed class PendingEntry
{
    /// <summary>Bounds how much one entry makes a silo buffer, and how uneven chunks can become.</summary>
    private const int MaxBytes = 64 * 1024;
    private const int MaxEvents = 512;

    private readonly string _siteId;
    private readonly byte _version;

    // Not pooled: after a timeout the Redis client may still be reading it.
    private readonly ArrayBufferWriter<byte> _bytes = new();
    private readonly int _headerLength;

    /// <summary>
    /// Awaiting requests continue synchronously within <see cref="Complete"/>, because scheduling each on the thread pool would
    /// cost more than writing its response.
    /// </summary>
    private readonly TaskCompletionSource<CollectOutcome> _outcome = new();

    private List<RefusalCount>? _refusals;
    private int _events;
    private Activity? _carried;

    /// <param name="siteKey">A valid site id, in UTF-8.</param>
    /// <param name="version">The version of the entry's encoding.</param>
    public PendingEntry(byte[] siteKey, byte version)
    {
        SiteKey = siteKey;
        Partition = SitePartition.Of(siteKey);
        _siteId = Encoding.UTF8.GetString(siteKey);
        _version = version;
        EntryCodec.WriteHeader(_bytes, [], version);
        _headerLength = _bytes.WrittenCount;
    }

    /// <summary>The site id in UTF-8.</summary>
    public byte[] SiteKey { get; }

    /// <summary>The site's partition.</summary>
    public int Partition { get; }

    public bool IsFull => _events >= MaxEvents || _bytes.WrittenCount >= MaxBytes;

    /// <summary>The size of the encoded events.</summary>
    public int Bytes => _bytes.WrittenCount - _headerLength;

    /// <summary>Completes when Redis has responded for the entry.</summary>
    public Task<CollectOutcome> Outcome => _outcome.Task;

    /// <summary>The encoded size of the last event added.</summary>
    public int LastEventBytes { get; private set; }

    /// <param name="view">The event; its bytes are copied.</param>
    /// <param name="span">The span whose context the entry carries, if it is the first; null for an event that is not traced.</param>
    public void Add(in EventView view, Activity? span)
    {
        int before = _bytes.WrittenCount;
        EntryCodec.WriteEvent(_bytes, view, _version);
        LastEventBytes = _bytes.WrittenCount - before;
        _events++;
        if (span is not null)
        {
            Carry(span);
        }
    }

    public void Add(IReadOnlyList<RefusalCount> refusals) => (_refusals ??= []).AddRange(refusals);

    public EnqueueEntry ToEnqueue()
    {
        ReadOnlyMemory<byte> bytes = _bytes.WrittenMemory;
        if (_refusals is not null)
        {
            var withRefusals = new ArrayBufferWriter<byte>();
            EntryCodec.WriteHeader(withRefusals, _refusals, _version);
            withRefusals.Write(bytes.Span[_headerLength..]);
            bytes = withRefusals.WrittenMemory;
        }

        return new EnqueueEntry(Partition, _siteId, _events, bytes, _carried?.Id);
    }

    public void Complete(EnqueueOutcome outcome) => _outcome.SetResult(outcome switch
    {
        EnqueueOutcome.Accepted => CollectOutcome.Accepted,
        EnqueueOutcome.SiteFull => CollectOutcome.SiteFull,
        EnqueueOutcome.Unknown => CollectOutcome.Unknown,
        _ => CollectOutcome.Unavailable,
    });

    /// <summary>Sets the entry's only context, or links the spans of further events to it.</summary>
    private void Carry(Activity span)
    {
        QueueSpans.RecordPartition(span, Partition);
        _carried ??= span;
        if (_carried != span)
        {
            span.AddLink(new ActivityLink(_carried.Context));
        }
    }
}
