using System.Diagnostics;
using Footfall.Access;
using Footfall.Http;
using Footfall.Limits;
using Footfall.Wire;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Footfall.Collect;

/// <summary>Accepts batches of events, by the same steps as <see cref="EventIngest"/>; each event is accepted or rejected on its own.</summary>
internal sealed class BatchIngest(
    IngestAuthorizer authorizer,
    IngestRateLimiter rateLimiter,
    SenderReader senders,
    EventEnricher enricher,
    EventCollector collector,
    QueueBackPressure pressure,
    RefusalCounters refusals,
    TimeProvider timeProvider)
{
    public async Task<Results<BatchAccepted, ErrorResult>> PostAsync(HttpRequest request)
    {
        using RequestBody body = await RequestBody.ReadAsync(request, BatchApi.MaxBodyBytes);
        if (body.Refusal is { } unread)
        {
            return rateLimiter.RefusalOfAddress(request.HttpContext, 1, body.SentBytes) ?? unread;
        }

        using EventBatch batch = EventBatch.Read(body.Bytes, BatchForms.Of(request), EventTime.FromDateTime(timeProvider.GetUtcNow().UtcDateTime));
        if (Check(request.HttpContext, body.Bytes, batch, out EventSender sender) is { } refusal)
        {
            return refusal;
        }

        foreach (DateOnly date in FindMissingSalts(sender, body.Bytes, batch))
        {
            if (!await enricher.TryPrepareAsync(date))
            {
                RecordAll(body.Bytes, batch, RefusalReason.Unavailable);
                return ErrorResult.Unavailable("The queue is not available; none of the events was taken");
            }
        }

        using Activity? span = collector.Add(enricher, sender, body.Bytes, batch.Events, batch.Pending);
        return await RespondAsync(body, batch);
    }

    /// <summary>Returns why the whole batch is refused; null when at least some events may be accepted.</summary>
    private ErrorResult? Check(HttpContext context, ReadOnlySpan<byte> body, EventBatch batch, out EventSender sender)
    {
        sender = default;

        // Invalid events are counted even when the whole batch is refused.
        foreach (FieldValue siteId in batch.SitesOfInvalid)
        {
            refusals.Record(siteId.In(body), RefusalReason.Invalid);
        }

        if (rateLimiter.RefusalOfAddress(context, Math.Max(1, batch.ReadCount), body.Length) is { } tooFast)
        {
            RecordAll(body, batch, RefusalReason.RateLimited);
            return tooFast;
        }

        if (batch.Error is { } error)
        {
            return ErrorResult.BadRequest(error);
        }

        IngestCaller caller = authorizer.Read(context.Request);
        if (RejectUnauthorized(caller, body, batch) is { } denial && batch.Count == 0)
        {
            return denial.ToResult();
        }

        if (pressure.Reason is { } reason)
        {
            RecordAll(body, batch, RefusalReason.Unavailable);
            return ErrorResult.Unavailable($"{reason}; none of the events was taken");
        }

        if (RejectRateLimited(context.Response, body, batch) is { } limited)
        {
            return limited;
        }

        sender = senders.Read(context, caller);
        return RejectBots(sender, body, batch) && batch.Count == 0 ? ErrorResult.Forbidden(EventEnricher.BotRefusal) : null;
    }

    /// <summary>Counts all events as refused, unless the body is invalid as a whole.</summary>
    private void RecordAll(ReadOnlySpan<byte> body, EventBatch batch, RefusalReason reason)
    {
        foreach (ParsedEvent parsed in batch.Error is null ? batch.Events : [])
        {
            refusals.Record(parsed.SiteId(body), reason);
        }
    }

    /// <summary>Rejects and counts the events that the caller may not send.</summary>
    /// <returns>Why one of them was rejected; null when none was.</returns>
    private IngestDenial? RejectUnauthorized(IngestCaller caller, ReadOnlySpan<byte> body, EventBatch batch)
    {
        IngestDenial? any = null;
        batch.RejectWhere(body, (in ParsedEvent parsed, ReadOnlySpan<byte> text) =>
        {
            ReadOnlySpan<byte> siteId = parsed.SiteId(text);
            if (authorizer.Check(caller, siteId) is not { } denial)
            {
                return null;
            }

            any ??= denial;
            refusals.Record(siteId, denial.Counted);
            return denial.Reason;
        });
        return any;
    }

    /// <summary>Rejects and counts the events of sites over their rate limit.</summary>
    /// <returns>The response when only such events were sent; null otherwise.</returns>
    private ErrorResult? RejectRateLimited(HttpResponse response, ReadOnlySpan<byte> body, EventBatch batch)
    {
        int share = body.Length / Math.Max(1, batch.ReadCount);
        byte[]? limited = null;
        batch.RejectWhere(body, (in ParsedEvent parsed, ReadOnlySpan<byte> text) =>
        {
            ReadOnlySpan<byte> siteId = parsed.SiteId(text);
            if (rateLimiter.AllowsSite(siteId, share))
            {
                return null;
            }

            limited = siteId.ToArray();
            refusals.Record(siteId, RefusalReason.RateLimited);
            return "its site has exceeded its rate limit; try again later";
        });
        return batch.Count == 0 && limited is not null ? rateLimiter.RefusalOfBatch(response, limited) : null;
    }

    /// <summary>Rejects and counts the events of bots of sites that refuse them; returns whether there were any.</summary>
    private bool RejectBots(EventSender sender, ReadOnlySpan<byte> body, EventBatch batch)
    {
        int before = batch.Count;
        batch.RejectWhere(body, (in ParsedEvent parsed, ReadOnlySpan<byte> text) =>
        {
            if (!enricher.IsRefusedBot(sender, parsed, text))
            {
                return null;
            }

            refusals.Record(parsed.SiteId(text), RefusalReason.Bot);
            return EventEnricher.BotRefusal;
        });
        return batch.Count < before;
    }

    /// <summary>Returns the dates whose salts this gateway lacks: usually none.</summary>
    private HashSet<DateOnly> FindMissingSalts(in EventSender sender, ReadOnlySpan<byte> body, EventBatch batch)
    {
        var missing = new HashSet<DateOnly>();
        foreach (ref readonly ParsedEvent parsed in batch.Events)
        {
            if (enricher.FindMissingSalt(sender, parsed, body) is { } date)
            {
                missing.Add(date);
            }
        }

        return missing;
    }

    private async Task<Results<BatchAccepted, ErrorResult>> RespondAsync(RequestBody body, EventBatch batch)
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
                refusals.Record(batch.Events[i].SiteId(body.Bytes), reason);
                batch.Reject(i, outcome == CollectOutcome.SiteFull
                    ? "its site has too many events waiting to be stored; try again later"
                    : "the queue did not take it; try again later");
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
