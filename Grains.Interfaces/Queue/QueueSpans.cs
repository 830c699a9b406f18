using System.Diagnostics;
using System.Globalization;

namespace Footfall.Queue;

/// <summary>
/// The spans at both ends of the queue: a gateway's span for enqueuing an entry and a silo's span for draining and
/// storing it, a child of the first through the context that the entry carries. Both are null for unsampled entries, which
/// therefore cost nothing more.
/// </summary>
/// <remarks>
/// Names and attributes: https://opentelemetry.io/docs/specs/semconv/messaging/messaging-spans/. None reveals the
/// site.
/// </remarks>
public static class QueueSpans
{
    private const string Destination = "events";

    private static readonly ActivitySource Source = new("Footfall.Queue");

    /// <summary>Starts the span of a request's events; disposing it ends it.</summary>
    /// <param name="events">Number of events in the request.</param>
    /// <returns>The span; null unless the request is sampled.</returns>
    public static Activity? StartEnqueue(int events)
    {
        if (Activity.Current is not { Recorded: true } request)
        {
            return null;
        }

        Activity? span = Start("enqueue", "send", ActivityKind.Producer, request.Context, events);
        Activity.Current = request;
        return span;
    }

    /// <summary>Starts the span of an entry that was read.</summary>
    /// <param name="context">The entry's W3C traceparent.</param>
    /// <param name="partition">The site's partition.</param>
    /// <param name="entry">The entry's id.</param>
    /// <param name="events">Number of events in the entry.</param>
    /// <returns>The span; null if the context is invalid or its trace is not sampled here.</returns>
    public static Activity? StartDrain(string context, int partition, EntryId entry, int events)
    {
        Activity? current = Activity.Current;
        Activity? span = ActivityContext.TryParse(context, null, isRemote: true, out ActivityContext producer)
            ? Start("drain", "process", ActivityKind.Consumer, producer, events)
            : null;
        Activity.Current = current;
        if (span is null)
        {
            return null;
        }

        span.SetTag("messaging.message.id", entry.ToString());
        RecordPartition(span, partition);
        return span;
    }

    /// <summary>Tags a span with its entry's partition.</summary>
    public static void RecordPartition(Activity span, int partition) =>
        span.SetTag("messaging.destination.partition.id", partition.ToString(CultureInfo.InvariantCulture));

    private static Activity? Start(string operation, string type, ActivityKind kind, ActivityContext parent, int events)
    {
        Activity? span = Source.StartActivity($"{operation} {Destination}", kind, parent);
        if (span is not { Recorded: true })
        {
            return null;
        }

        span.SetTag("messaging.system", "redis");
        span.SetTag("messaging.operation.name", operation);
        span.SetTag("messaging.operation.type", type);
        span.SetTag("messaging.destination.name", Destination);
        span.SetTag("messaging.batch.message_count", events);
        return span;
    }
}
