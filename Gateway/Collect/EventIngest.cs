using Footfall.Access;
using Footfall.Http;
using Footfall.Limits;
using Footfall.Wire;

namespace Footfall.Collect;

/// <summary>
/// Accepts single events. This is a plain request delegate, because what minimal APIs add to a handler (a service scope, a result to
/// await) would cost as much as the checks.
/// </summary>
internal sealed class EventIngest(
    IngestAuthorizer authorizer,
    IngestRateLimiter rateLimiter,
    SenderReader senders,
    EventEnricher enricher,
    EventCollector collector,
    QueueBackPressure pressure,
    RefusalCounters refusals,
    TimeProvider timeProvider)
{
    public async Task PostAsync(HttpContext context)
    {
        using RequestBody body = await RequestBody.ReadAsync(context.Request, EventApi.MaxBodyBytes);
        if (body.Refusal is { } unread)
        {
            await (rateLimiter.RefusalOfAddress(context, 1, body.SentBytes) ?? unread).ExecuteAsync(context);
            return;
        }

        ErrorResult? refusal = Check(context, body.Bytes, out ParsedEvent parsed, out EventSender sender);
        if (refusal is null)
        {
            CollectOutcome outcome = enricher.FindMissingSalt(sender, parsed, body.Bytes) is { } date && !await enricher.TryPrepareAsync(date)
                ? CollectOutcome.Unavailable
                : await collector.AddAsync(parsed.SiteId(body.Bytes), enricher.Complete(sender, parsed, body.Bytes));
            refusal = ToRefusal(outcome, parsed.SiteId(body.Bytes));
        }

        await (refusal ?? (IResult)EventAccepted.Instance).ExecuteAsync(context);
    }

    /// <summary>Returns why the event is refused; null when it is accepted.</summary>
    private ErrorResult? Check(HttpContext context, Span<byte> json, out ParsedEvent parsed, out EventSender sender)
    {
        parsed = default;
        sender = default;
        EventParser parser = EventParser.Parse(json);

        // After parsing, so that the site's ledger counts the refusal; before validation, so that invalid events use up the limit too.
        if (rateLimiter.RefusalOfAddress(context, 1, json.Length) is { } addressTooFast)
        {
            refusals.Record(parser.Error is null ? parser.SiteId : [], RefusalReason.RateLimited);
            return addressTooFast;
        }

        if (parser.Error is { } error)
        {
            return ErrorResult.BadRequest(error);
        }

        if (parser.FindFaults(EventTime.FromDateTime(timeProvider.GetUtcNow().UtcDateTime)) is { } faults)
        {
            refusals.Record(parser.SiteId, RefusalReason.Invalid);
            return ErrorResult.BadRequest("Validation failed", faults);
        }

        IngestCaller caller = authorizer.Read(context.Request);
        if (authorizer.Check(caller, parser.SiteId) is { } denial)
        {
            refusals.Record(parser.SiteId, denial.Counted);
            return denial.ToResult();
        }

        if (pressure.Reason is { } reason)
        {
            refusals.Record(parser.SiteId, RefusalReason.Unavailable);
            return ErrorResult.Unavailable($"{reason}; the event was not taken");
        }

        if (rateLimiter.RefusalOfSite(context.Response, parser.SiteId, json.Length) is { } siteTooFast)
        {
            refusals.Record(parser.SiteId, RefusalReason.RateLimited);
            return siteTooFast;
        }

        parsed = parser.Event;
        sender = senders.Read(context, caller);
        if (enricher.IsRefusedBot(sender, parsed, json))
        {
            refusals.Record(parser.SiteId, RefusalReason.Bot);
            return ErrorResult.Forbidden(EventEnricher.BotRefusal);
        }

        return null;
    }

    /// <summary>Counts an event that was not accepted and returns the response to it; null for an accepted one.</summary>
    private ErrorResult? ToRefusal(CollectOutcome outcome, ReadOnlySpan<byte> siteId)
    {
        if (outcome.ToRefusal() is { } reason)
        {
            refusals.Record(siteId, reason);
        }

        return outcome switch
        {
            CollectOutcome.Accepted => null,
            CollectOutcome.SiteFull => ErrorResult.TooMany("This site has too many events waiting to be stored; the event was not taken"),
            CollectOutcome.Overloaded => ErrorResult.Unavailable("The server has more events in hand than it can take; the event was not taken"),
            CollectOutcome.Unavailable => ErrorResult.Unavailable("The queue is not available; the event was not taken"),
            _ => ErrorResult.Unavailable("The queue did not answer in time; the event may or may not have been taken"),
        };
    }
}
