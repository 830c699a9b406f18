using System.Numerics;
using Footfall.Queue;
using Microsoft.Extensions.Options;

namespace Footfall.Collect;

/// <summary>Takes checked events to Redis. Uses nothing else, so events are accepted while every silo is down.</summary>
internal sealed class EventCollector
{
    private readonly PartitionWriter[] _writers;

    public EventCollector(QueueProducer queue, IOptions<CollectOptions> options, ILogger<PartitionWriter> logger)
    {
        var pending = new PendingBytes(options.Value.PendingBytes);
        _writers = [.. Enumerable.Range(0, SitePartition.Count)
            .Select(partition => new PartitionWriter(partition, queue, pending, options.Value, logger))];
    }

    /// <summary>Completes when Redis has answered for the event.</summary>
    /// <param name="siteId">A valid site id.</param>
    /// <param name="view">The event; its bytes are copied before this returns.</param>
    public Task<CollectOutcome> AddAsync(ReadOnlySpan<byte> siteId, in EventView view)
    {
        PartitionWriter writer = WriterOf(siteId);
        bool mustSend = false;
        PendingEvent pending = writer.Add(siteId, view, ref mustSend);
        return SendAsync(writer, mustSend, pending);
    }

    /// <summary>Adds many events, so that those of one partition go out together.</summary>
    /// <param name="body">The bytes they came in; they are copied before this returns.</param>
    /// <param name="events">The events.</param>
    /// <param name="pending">Receives one for each event; as long as <paramref name="events"/>.</param>
    public void Add(ReadOnlySpan<byte> body, ReadOnlySpan<ParsedEvent> events, Span<PendingEvent> pending)
    {
        ulong toSend = 0;
        for (int i = 0; i < events.Length; i++)
        {
            ReadOnlySpan<byte> siteId = events[i].SiteId(body);
            int partition = SitePartition.Of(siteId);
            bool mustSend = false;
            pending[i] = _writers[partition].Add(siteId, events[i].View(body), ref mustSend);
            toSend |= mustSend ? 1UL << partition : 0;
        }

        for (; toSend != 0; toSend &= toSend - 1)
        {
            _writers[BitOperations.TrailingZeroCount(toSend)].Send();
        }
    }

    /// <summary>Completes when Redis has answered for what was refused of a site.</summary>
    public Task<CollectOutcome> AddAsync(byte[] siteId, IReadOnlyList<RefusalCount> refusals)
    {
        PartitionWriter writer = WriterOf(siteId);
        bool mustSend = false;
        PendingEvent pending = writer.Add(siteId, refusals, ref mustSend);
        return SendAsync(writer, mustSend, pending);
    }

    /// <summary>Whether an event of the site was taken here not long ago.</summary>
    public bool IsKnown(byte[] siteId) => WriterOf(siteId).IsKnown(siteId);

    private static Task<CollectOutcome> SendAsync(PartitionWriter writer, bool mustSend, PendingEvent pending)
    {
        if (mustSend)
        {
            writer.Send();
        }

        return pending.OutcomeAsync().AsTask();
    }

    private PartitionWriter WriterOf(ReadOnlySpan<byte> siteId) => _writers[SitePartition.Of(siteId)];
}
