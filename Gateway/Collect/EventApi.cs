using Footfall.Access;
using Footfall.Http;
using Microsoft.AspNetCore.Mvc;

namespace Footfall.Collect;

/// <summary>Maps the endpoint to which sites send single events.</summary>
internal static class EventApi
{
    public const string Path = "/api/event";

    /// <summary>Limit on the body after its content codings are removed.</summary>
    public const int MaxBodyBytes = 64 * 1024;

    public static void MapEventApi(this IEndpointRouteBuilder app) => app
        .MapPost(Path, (Delegate)app.ServiceProvider.GetRequiredService<EventIngest>().PostAsync)
        .TakesEvents()
        .RequireIngestAccess()
        .DisableRateLimiting()
        .WithMetadata(new RequestSizeLimitAttribute(RequestBody.MaxDropped * MaxBodyBytes))
        .WithTags("Events")
        .WithSummary("Send one event")
        .WithDescription(
            "202 means that the event is in the queue and will be counted exactly once. Any content type is taken; the body must be JSON, plain, or compressed with gzip, br, deflate or zstd as Content-Encoding says. "
            + "Pages of any origin may send, with credentials or without; cookies are ignored.")
        .Accepts<EventRequest>("application/json", "*/*")
        .Produces<EventResponse>(StatusCodes.Status202Accepted)
        .ProducesJsonBodyErrors()
        .ProducesErrors(StatusCodes.Status400BadRequest, StatusCodes.Status503ServiceUnavailable)
        .AddOpenApiOperationTransformer((operation, _, _) => EventExample.AddToAsync(operation));
}
