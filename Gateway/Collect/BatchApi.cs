using System.Diagnostics;
using Footfall.Access;
using Footfall.Http;
using Footfall.Limits;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Footfall.Collect;

/// <summary>Maps the endpoint to which servers post batches of events.</summary>
internal static class BatchApi
{
    public const string Path = "/api/events";

    /// <summary>Limit on the body after its content codings are removed.</summary>
    private const int MaxBodyBytes = 4 * 1024 * 1024;

    public static void MapBatchApi(this IEndpointRouteBuilder app) => app
        .MapPost(Path, PostAsync)
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

    private static async Task<Results<BatchAccepted, ErrorResult>> PostAsync(
        HttpRequest request, IngestAuthorizer authorizer, IngestRateLimiter rateLimiter, EventCollector collector, QueueBackPressure pressure, RefusalCounters refusals, TimeProvider timeProvider)
    {
        using RequestBody body = await RequestBody.ReadAsync(request, MaxBodyBytes);
        if (body.Refusal is { } unread)
        {
            return rateLimiter.RefusalOfAddress(request.HttpContext, 1, body.SentBytes) ?? unread;
        }

        using EventBatch batch = EventBatch.Read(body.Bytes, BatchForms.Of(request), EventTime.FromDateTime(timeProvider.GetUtcNow().UtcDateTime), refusals);
        if (Check(request.HttpContext, body.Bytes, batch, authorizer, rateLimiter, pressure, refusals) is { } refusal)
        {
            return refusal;
        }

        using Activity? span = collector.Add(body.Bytes, batch.Events, batch.Pending);
        return await RespondAsync(body, batch, refusals);
    }

    /// <summary>Returns why the whole batch is refused; null when at least some events may be accepted.</summary>
    private static ErrorResult? Check(
        HttpContext context, ReadOnlySpan<byte> body, EventBatch batch, IngestAuthorizer authorizer, IngestRateLimiter rateLimiter, QueueBackPressure pressure, RefusalCounters refusals)
    {
        if (rateLimiter.RefusalOfAddress(context, Math.Max(1, batch.ReadCount), body.Length) is { } tooFast)
        {
            batch.RecordRefused(body, refusals, RefusalReason.RateLimited);
            return tooFast;
        }

        if (batch.Error is { } error)
        {
            return ErrorResult.BadRequest(error);
        }

        if (batch.RefuseSenders(body, authorizer, context.Request, refusals) is { } denial && batch.Count == 0)
        {
            return denial.ToResult();
        }

        if (pressure.Reason is { } reason)
        {
            batch.RecordRefused(body, refusals, RefusalReason.Unavailable);
            return ErrorResult.Unavailable($"{reason}; none of the events was taken");
        }

        return batch.DropRateLimited(context.Response, body, rateLimiter, refusals);
    }

    private static async Task<Results<BatchAccepted, ErrorResult>> RespondAsync(RequestBody body, EventBatch batch, RefusalCounters refusals)
    {
        int accepted = 0;
        int siteFull = 0;
        bool isUnknown = false;
        for (int i = 0; i < batch.Count; i++)
        {
            CollectOutcome outcome = await batch.OutcomeAsync(i);
            isUnknown |= outcome == CollectOutcome.Unknown;
            accepted += outcome == CollectOutcome.Accepted ? 1 : 0;
            siteFull += outcome == CollectOutcome.SiteFull ? 1 : 0;
            if (outcome.ToRefusal() is { } reason)
            {
                batch.Reject(body.Bytes, i, outcome, refusals, reason);
            }
        }

        if (isUnknown)
        {
            return ErrorResult.Unavailable("The queue did not answer in time; the events may or may not have been taken");
        }

        if (accepted > 0 || batch.Count == 0)
        {
            return new BatchAccepted(new BatchResponse(accepted, batch.Rejected));
        }

        return siteFull == batch.Count
            ? ErrorResult.TooMany("The site has too many events waiting to be stored; none was taken")
            : ErrorResult.Unavailable("The queue is not available; none of the events was taken");
    }
}
