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

    private static async Task<Results<EventAccepted, ErrorResult>> PostAsync(HttpRequest request, EventCollector collector, TimeProvider clock)
    {
        using RequestBody body = await RequestBody.ReadAsync(request);
        Task<CollectOutcome>? collecting = Collect(body.Bytes, collector, clock, out ErrorResult? refusal);
        if (collecting is null)
        {
            return refusal!;
        }

        return await collecting switch
        {
            CollectOutcome.Accepted => EventAccepted.Instance,
            CollectOutcome.SiteFull => ErrorResult.TooMany("This site has too many events waiting to be stored"),
            CollectOutcome.Overloaded => ErrorResult.Unavailable("The server has more events in hand than it can take; nothing of this request was taken"),
            CollectOutcome.Unavailable => ErrorResult.Unavailable("The queue is not available; the event was not taken"),
            _ => ErrorResult.Unavailable("The queue did not answer in time; the event may or may not have been taken"),
        };
    }

    /// <summary>Null, and a refusal, when the body is not an event.</summary>
    private static Task<CollectOutcome>? Collect(Span<byte> json, EventCollector collector, TimeProvider clock, out ErrorResult? refusal)
    {
        EventParser parser = EventParser.Parse(json);
        refusal = parser.Error is { } error ? ErrorResult.BadRequest(error)
            : parser.FindFaults(EventTime.FromDateTime(clock.GetUtcNow().UtcDateTime)) is { } faults ? ErrorResult.BadRequest("Validation failed", faults)
            : null;
        return refusal is null ? collector.AddAsync(parser.SiteId, parser.View) : null;
    }
}
