using Footfall.Answers;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Footfall.Collect;

/// <summary>Where sites send their events.</summary>
internal static class EventApi
{
    /// <summary>Any page may send events.</summary>
    public const string CorsPolicy = "collect";

    public static void MapEventApi(this IEndpointRouteBuilder app) => app
        .MapPost("/api/event", PostAsync)
        .RequireCors(CorsPolicy)
        .WithTags("Events")
        .WithSummary("Send one event")
        .WithDescription("202 means that the event is in the queue and will be counted exactly once. Any content type is taken; the body must be JSON.")
        .Accepts<EventRequest>("application/json", "*/*")
        .Produces<EventAnswer>(StatusCodes.Status202Accepted)
        .Produces<ErrorAnswer>(StatusCodes.Status400BadRequest)
        .Produces<ErrorAnswer>(StatusCodes.Status413PayloadTooLarge)
        .Produces<ErrorAnswer>(StatusCodes.Status429TooManyRequests)
        .Produces<ErrorAnswer>(StatusCodes.Status503ServiceUnavailable);

    private static async Task<Results<EventAccepted, ErrorResult>> PostAsync(
        HttpRequest request, EventCollector collector, QueuePressure pressure, RefusalBook refusals, TimeProvider clock)
    {
        using RequestBody body = await RequestBody.ReadAsync(request);
        Task<CollectOutcome>? collecting = Collect(body.Bytes, collector, pressure, refusals, clock, out FieldValue siteId, out ErrorResult? refusal);
        if (collecting is null)
        {
            return refusal!;
        }

        CollectOutcome outcome = await collecting;
        if (outcome == CollectOutcome.Accepted)
        {
            return EventAccepted.Instance;
        }

        if (outcome != CollectOutcome.Unknown)
        {
            refusals.Note(siteId.In(body.Bytes), outcome == CollectOutcome.SiteFull ? RefusalReason.SiteFull : RefusalReason.Unavailable);
        }

        return outcome switch
        {
            CollectOutcome.SiteFull => ErrorResult.TooMany("This site has too many events waiting to be stored"),
            CollectOutcome.Overloaded => ErrorResult.Unavailable("The server has more events in hand than it can take; the event was not taken"),
            CollectOutcome.Unavailable => ErrorResult.Unavailable("The queue is not available; the event was not taken"),
            _ => ErrorResult.Unavailable("The queue did not answer in time; the event may or may not have been taken"),
        };
    }

    /// <summary>Null, and a refusal, when the body is not an event, or when none are taken.</summary>
    private static Task<CollectOutcome>? Collect(
        Span<byte> json, EventCollector collector, QueuePressure pressure, RefusalBook refusals, TimeProvider clock, out FieldValue siteId, out ErrorResult? refusal)
    {
        EventParser parser = EventParser.Parse(json);
        siteId = parser.SiteIdValue;
        if (parser.Error is { } error)
        {
            refusal = ErrorResult.BadRequest(error);
        }
        else if (parser.FindFaults(EventTime.FromDateTime(clock.GetUtcNow().UtcDateTime)) is { } faults)
        {
            refusals.Note(parser.SiteId, RefusalReason.Invalid);
            refusal = ErrorResult.BadRequest("Validation failed", faults);
        }
        else if (pressure.Reason is { } reason)
        {
            refusals.Note(parser.SiteId, RefusalReason.Unavailable);
            refusal = ErrorResult.Unavailable(reason);
        }
        else
        {
            refusal = null;
            return collector.AddAsync(parser.SiteId, parser.View);
        }

        return null;
    }
}
