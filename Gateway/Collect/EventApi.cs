using Footfall.Access;
using Footfall.Answers;

namespace Footfall.Collect;

/// <summary>Where sites send their events.</summary>
internal static class EventApi
{
    /// <summary>Any page may send events.</summary>
    public const string CorsPolicy = "collect";

    public static void MapEventApi(this IEndpointRouteBuilder app) => app
        .MapPost("/api/event", (Delegate)app.ServiceProvider.GetRequiredService<EventIngest>().PostAsync)
        .TakesEvents()
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
}
