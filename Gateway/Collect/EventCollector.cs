using Footfall.Queue;
using Microsoft.Extensions.Options;

namespace Footfall.Collect;

/// <summary>Takes checked events to Redis. Uses nothing else, so events are accepted while every silo is down.</summary>
internal sealed class EventCollector(QueueProducer queue, IOptions<CollectOptions> options, ILogger<QueueWriter> logger)
{
    private readonly QueueWriter _writer = new(queue, new PendingBytes(options.Value.PendingBytes), options.Value, logger);

    /// <summary>Completes when Redis has answered for the event.</summary>
    /// <param name="siteId">A valid site id.</param>
    /// <param name="view">The event; its bytes are copied before this returns.</param>
    public Task<CollectOutcome> AddAsync(ReadOnlySpan<byte> siteId, in EventView view)
    {
        PendingEvent pending = _writer.Add(siteId, view);
        _writer.Send();
        return pending.OutcomeAsync().AsTask();
    }

    /// <summary>Adds many events, so that they go out together.</summary>
    /// <param name="body">The bytes they came in; they are copied before this returns.</param>
    /// <param name="events">The events.</param>
    /// <param name="pending">Receives one for each event; as long as <paramref name="events"/>.</param>
    public void Add(ReadOnlySpan<byte> body, ReadOnlySpan<ParsedEvent> events, Span<PendingEvent> pending)
    {
        for (int i = 0; i < events.Length; i++)
        {
            pending[i] = _writer.Add(events[i].SiteId(body), events[i].View(body));
        }

        _writer.Send();
    }

    /// <summary>Completes when Redis has answered for what was refused of a site.</summary>
    public Task<CollectOutcome> AddAsync(byte[] siteId, IReadOnlyList<RefusalCount> refusals)
    {
        PendingEvent pending = _writer.Add(siteId, refusals);
        _writer.Send();
        return pending.OutcomeAsync().AsTask();
    }

    /// <summary>Whether an event of the site was taken here not long ago.</summary>
    public bool IsKnown(byte[] siteId) => _writer.IsKnown(siteId);
}
