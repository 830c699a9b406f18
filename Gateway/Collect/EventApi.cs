using Footfall.Access;
using Footfall.Answers;
using Footfall.Limits;
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
        .ForSenders()
        .DisableRateLimiting()
        .WithTags("Events")
        .WithSummary("Send one event")
        .WithDescription("202 means that the event is in the queue and will be counted exactly once. Any content type is taken; the body must be JSON.")
        .Accepts<EventRequest>("application/json", "*/*")
        .Produces<EventAnswer>(StatusCodes.Status202Accepted)
        .Produces<ErrorAnswer>(StatusCodes.Status400BadRequest)
        .Produces<ErrorAnswer>(StatusCodes.Status401Unauthorized)
        .Produces<ErrorAnswer>(StatusCodes.Status403Forbidden)
        .Produces<ErrorAnswer>(StatusCodes.Status413PayloadTooLarge)
        .Produces<ErrorAnswer>(StatusCodes.Status429TooManyRequests)
        .Produces<ErrorAnswer>(StatusCodes.Status503ServiceUnavailable);

    private static async Task<Results<EventAccepted, ErrorResult>> PostAsync(
        HttpRequest request, SenderCheck senders, RateGate gate, EventCollector collector, QueuePressure pressure, RefusalBook refusals, TimeProvider clock)
    {
        using RequestBody body = await RequestBody.ReadAsync(request);
        if (Check(request.HttpContext, body.Bytes, senders, gate, pressure, refusals, clock, out ParsedEvent parsed) is { } refusal)
        {
            return refusal;
        }

        CollectOutcome outcome = await collector.AddAsync(parsed.SiteId(body.Bytes), parsed.View(body.Bytes));
        if (outcome == CollectOutcome.Accepted)
        {
            return EventAccepted.Instance;
        }

        if (outcome.ToRefusal() is { } reason)
        {
            refusals.Note(parsed.SiteId(body.Bytes), reason);
        }

        return outcome switch
        {
            CollectOutcome.SiteFull => ErrorResult.TooMany("This site has too many events waiting to be stored"),
            CollectOutcome.Overloaded => ErrorResult.Unavailable("The server has more events in hand than it can take; the event was not taken"),
            CollectOutcome.Unavailable => ErrorResult.Unavailable("The queue is not available; the event was not taken"),
            _ => ErrorResult.Unavailable("The queue did not answer in time; the event may or may not have been taken"),
        };
    }

    /// <summary>Why the body is not taken; null for an event that is.</summary>
    private static ErrorResult? Check(
        HttpContext context,
        Span<byte> json,
        SenderCheck senders,
        RateGate gate,
        QueuePressure pressure,
        RefusalBook refusals,
        TimeProvider clock,
        out ParsedEvent parsed)
    {
        parsed = default;
        EventParser parser = EventParser.Parse(json);

        // After it is read, so that its site's ledger knows of it; before it is looked at, so that nonsense counts too.
        if (gate.RefusalOfAddress(context, 1, json.Length) is { } addressTooFast)
        {
            refusals.Note(parser.Error is null ? parser.SiteId : [], RefusalReason.RateLimited);
            return addressTooFast;
        }

        if (parser.Error is { } error)
        {
            return ErrorResult.BadRequest(error);
        }

        if (parser.FindFaults(EventTime.FromDateTime(clock.GetUtcNow().UtcDateTime)) is { } faults)
        {
            refusals.Note(parser.SiteId, RefusalReason.Invalid);
            return ErrorResult.BadRequest("Validation failed", faults);
        }

        if (senders.Check(senders.Read(context.Request), parser.SiteId) is { } objection)
        {
            refusals.Note(parser.SiteId, objection.Counted);
            return objection.ToResult();
        }

        if (pressure.Reason is { } reason)
        {
            refusals.Note(parser.SiteId, RefusalReason.Unavailable);
            return ErrorResult.Unavailable(reason);
        }

        if (gate.RefusalOfSite(context.Response, parser.SiteId, json.Length) is { } siteTooFast)
        {
            refusals.Note(parser.SiteId, RefusalReason.RateLimited);
            return siteTooFast;
        }

        parsed = parser.Event;
        return null;
    }
}
