using System.Diagnostics;
using System.Globalization;

namespace Footfall.Queue;

/// <summary>
/// The two ends of the queue in a trace: a gateway's span that puts an entry in, and a silo's that takes it out and has
/// it stored, the first's child by the context that the entry carries. Both are null for what is not sampled, which is
/// all that such an entry costs.
/// </summary>
/// <remarks>
/// Names and attributes: https://opentelemetry.io/docs/specs/semconv/messaging/messaging-spans/. None tells whose
/// events they are.
/// </remarks>
public static class QueueSpans
{
    private const string Destination = "events";

    private static readonly ActivitySource Source = new("Footfall.Queue");

    /// <summary>Begins the span of a request's events; ends when it is disposed of.</summary>
    /// <param name="events">How many the request has.</param>
    /// <returns>Null unless the request is sampled.</returns>
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

    /// <summary>Begins the span of an entry that was read.</summary>
    /// <param name="context">What the entry carries: a W3C traceparent.</param>
    /// <param name="partition">The site's.</param>
    /// <param name="entry">The entry's id.</param>
    /// <param name="events">How many events it holds.</param>
    /// <returns>Null when the context is none, or its trace is not sampled here.</returns>
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

    /// <summary>Says which partition a span's entry belongs to.</summary>
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
