using System.Diagnostics;
using Footfall.Queue;
using Footfall.Telemetry;
using Footfall.Wire;
using Microsoft.Extensions.Options;

namespace Footfall.Collect;

/// <summary>Enqueues checked events in Redis. Depends on nothing else, so events are accepted while every silo is down.</summary>
internal sealed class EventCollector(QueueProducer queue, EntryWriteVersion version, CollectMetrics metrics, IOptions<CollectOptions> options, ILogger<QueueWriter> logger)
    : IRecentSites
{
    private readonly QueueWriter _writer = new(queue, version, new PendingByteBudget(options.Value.PendingBytes), metrics, options.Value, logger);

    /// <summary>Enqueues an event; completes when Redis has responded.</summary>
    /// <param name="siteId">A valid site id.</param>
    /// <param name="view">The event; its bytes are copied before this returns.</param>
    public Task<CollectOutcome> AddAsync(ReadOnlySpan<byte> siteId, in EventView view)
    {
        Activity? span = QueueSpans.StartEnqueue(1);
        PendingEvent pending = _writer.Add(siteId, view, span);
        _writer.Send();
        return span is null ? pending.OutcomeAsync() : EndAsync(span, pending);
    }

    /// <summary>
    /// Completes and adds many events, so that they are sent together. Of a sampled request only the first event's entry carries the
    /// context, because a thousand entries would create a thousand spans.
    /// </summary>
    /// <param name="enricher">Completes the events.</param>
    /// <param name="sender">Who sent them.</param>
    /// <param name="body">The body of the events; copied before this returns.</param>
    /// <param name="events">The events.</param>
    /// <param name="pending">The output, one element per event; as long as <paramref name="events"/>.</param>
    /// <returns>The span to end once Redis has responded for all events; null unless the request is sampled.</returns>
    public Activity? Add(
        EventEnricher enricher, in EventSender sender, ReadOnlySpan<byte> body, ReadOnlySpan<ParsedEvent> events, Span<PendingEvent> pending)
    {
        Activity? span = QueueSpans.StartEnqueue(events.Length);
        for (int i = 0; i < events.Length; i++)
        {
            pending[i] = _writer.Add(events[i].SiteId(body), enricher.Complete(sender, events[i], body), i == 0 ? span : null);
        }

        _writer.Send();
        return span;
    }

    /// <summary>Enqueues a site's refusals; completes when Redis has responded.</summary>
    public Task<CollectOutcome> AddAsync(byte[] siteId, IReadOnlyList<RefusalCount> refusals)
    {
        PendingEvent pending = _writer.Add(siteId, refusals);
        _writer.Send();
        return pending.OutcomeAsync();
    }

    public bool IsKnown(ReadOnlySpan<byte> siteId) => _writer.IsKnown(siteId);

    private static async Task<CollectOutcome> EndAsync(Activity span, PendingEvent pending)
    {
        using (span)
        {
            CollectOutcome outcome = await pending.OutcomeAsync();
            if (outcome != CollectOutcome.Accepted)
            {
                span.SetStatus(ActivityStatusCode.Error, outcome.ToString());
            }

            return outcome;
        }
    }
}
