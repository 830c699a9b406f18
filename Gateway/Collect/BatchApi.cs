using Footfall.Access;
using Footfall.Http;
using Microsoft.AspNetCore.Mvc;

namespace Footfall.Collect;

/// <summary>Maps the endpoint to which servers post batches of events.</summary>
internal static class BatchApi
{
    public const string Path = "/api/events";

    /// <summary>Limit on the body after its content codings are removed.</summary>
    public const int MaxBodyBytes = 4 * 1024 * 1024;

    public static void MapBatchApi(this IEndpointRouteBuilder app) => app
        .MapPost(Path, (HttpRequest request, BatchIngest ingest) => ingest.PostAsync(request))
        .TakesEvents()
        .RequireIngestAccess()
        .DisableRateLimiting()
        .WithMetadata(new RequestSizeLimitAttribute(RequestBody.MaxDropped * MaxBodyBytes))
        .WithTags("Events")
        .WithSummary("Send up to 1,000 events")
        .WithDescription(
            "A JSON array of events, or one event per line with content type application/x-ndjson, optionally compressed with gzip, br, deflate or zstd and a Content-Encoding. "
            + "202 means that every event that is not listed in rejected is in the queue and will be counted exactly once. Any other status means that no event was taken, except for a 503 whose text leaves it open.")
        .Accepts<EventRequest[]>("application/json", BatchForms.OfParts)
        .Produces<BatchResponse>(StatusCodes.Status202Accepted)
        .ProducesJsonBodyErrors();
}
