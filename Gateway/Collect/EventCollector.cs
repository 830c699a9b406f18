using System.Numerics;
using Footfall.Queue;
using Microsoft.Extensions.Options;

namespace Footfall.Collect;

/// <summary>Takes checked events to Redis. Uses nothing else, so events are accepted while every silo is down.</summary>
internal sealed class EventCollector
{
    /// <summary>
    /// Each writer has one script in flight. Fewer put more events into a script, which costs less an event; more keep
    /// Redis busy while a reply is on its way.
    /// </summary>
    private const int Writers = 2;

    private readonly QueueWriter[] _writers;

    public EventCollector(QueueProducer queue, IOptions<CollectOptions> options, ILogger<QueueWriter> logger)
    {
        var pending = new PendingBytes(options.Value.PendingBytes);
        _writers = [.. Enumerable.Range(0, Writers)
            .Select(_ => new QueueWriter(queue, pending, options.Value, logger))];
    }

    /// <summary>Completes when Redis has answered for the event.</summary>
    /// <param name="siteId">A valid site id.</param>
    /// <param name="view">The event; its bytes are copied before this returns.</param>
    public Task<CollectOutcome> AddAsync(ReadOnlySpan<byte> siteId, in EventView view)
    {
        int partition = SitePartition.Of(siteId);
        QueueWriter writer = WriterOf(partition);
        bool mustSend = false;
        PendingEvent pending = writer.Add(partition, siteId, view, ref mustSend);
        if (mustSend)
        {
            writer.Send();
        }

        return pending.OutcomeAsync().AsTask();
    }

    /// <summary>Adds many events, so that those of one writer go out together.</summary>
    /// <param name="body">The bytes they came in; they are copied before this returns.</param>
    /// <param name="events">The events.</param>
    /// <param name="pending">Receives one for each event; as long as <paramref name="events"/>.</param>
    public void Add(ReadOnlySpan<byte> body, ReadOnlySpan<ParsedEvent> events, Span<PendingEvent> pending)
    {
        int toSend = 0;
        for (int i = 0; i < events.Length; i++)
        {
            ReadOnlySpan<byte> siteId = events[i].SiteId(body);
            int partition = SitePartition.Of(siteId);
            bool mustSend = false;
            pending[i] = WriterOf(partition).Add(partition, siteId, events[i].View(body), ref mustSend);
            toSend |= mustSend ? 1 << (partition % Writers) : 0;
        }

        for (; toSend != 0; toSend &= toSend - 1)
        {
            _writers[BitOperations.TrailingZeroCount(toSend)].Send();
        }
    }

    /// <summary>Completes when Redis has answered for what was refused of a site.</summary>
    public Task<CollectOutcome> AddAsync(byte[] siteId, IReadOnlyList<RefusalCount> refusals)
    {
        int partition = SitePartition.Of(siteId);
        QueueWriter writer = WriterOf(partition);
        bool mustSend = false;
        PendingEvent pending = writer.Add(partition, siteId, refusals, ref mustSend);
        if (mustSend)
        {
            writer.Send();
        }

        return pending.OutcomeAsync().AsTask();
    }

    /// <summary>Whether an event of the site was taken here not long ago.</summary>
    public bool IsKnown(byte[] siteId) => WriterOf(SitePartition.Of(siteId)).IsKnown(siteId);

    private QueueWriter WriterOf(int partition) => _writers[partition % Writers];
}
