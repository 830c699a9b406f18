using Footfall.Access;
using Footfall.Calendar;
using Footfall.Enrich;
using Footfall.Redis;
using Footfall.Wire;

namespace Footfall.Collect;

/// <summary>
/// Completes a checked event with all that its request and its own fields say: browser and place of its visitor, where the visit came
/// from, whether a program sent it, and the id of a visitor without a user id. Client address, User-Agent and client hints end here.
/// </summary>
internal sealed class EventEnricher(
    AgentClassifier agents, GeoLookup places, DataCentreNetworks dataCentres, VisitorSalts salts, AccessSnapshot snapshot)
{
    /// <summary>Why an event of a program is refused.</summary>
    public const string BotRefusal = "the site refuses events of bots, and the request looks like one's";

    /// <summary>Returns whether the event must be refused because it is a program's and its site refuses those.</summary>
    public bool IsRefusedBot(in EventSender sender, in ParsedEvent parsed, ReadOnlySpan<byte> body) =>
        snapshot.FindSite(parsed.SiteId(body)) is { Known: true, RefusesBots: true }
        && BotText.Judge(EventVisitor.Of(sender, parsed, body, agents), parsed.IsAutomated, dataCentres).IsBot;

    /// <summary>
    /// Returns the date whose salt the event needs and this gateway lacks; null if it can be completed at once.
    /// </summary>
    public DateOnly? FindMissingSalt(in EventSender sender, in ParsedEvent parsed, ReadOnlySpan<byte> body)
    {
        if (!NeedsVisitor(sender, parsed, body))
        {
            return null;
        }

        DateOnly date = DateOf(parsed, body);
        return salts.TryGet(date, out _) ? null : date;
    }

    /// <summary>Gets a salt that was missing; returns false if Redis does not answer.</summary>
    public async Task<bool> TryPrepareAsync(DateOnly date)
    {
        try
        {
            await salts.EnsureAsync(date);
            return true;
        }
        catch (Exception e) when (RedisFault.IsOutage(e))
        {
            return false;
        }
    }

    /// <summary>Completes an event.</summary>
    /// <returns>The event; valid until this thread completes the next one, and as long as the body.</returns>
    public EventView Complete(in EventSender sender, in ParsedEvent parsed, ReadOnlySpan<byte> body)
    {
        EventView sent = parsed.View(body);
        EventVisitor visitor = EventVisitor.Of(sender, parsed, body, agents);
        bool hasOrigin = OriginFields.Concern(sent) || parsed.ClickId != ClickIdKind.None;
        if (!hasOrigin && !visitor.IsKnown && visitor.AcceptLanguage.IsEmpty && !sender.IsPage && !parsed.IsAutomated)
        {
            return sent;
        }

        var fields = EventFieldsWriter.Begin(parsed.Timestamp);
        fields.SetAll(sent);
        if (hasOrigin)
        {
            OriginFields.Write(ref fields, parsed.ClickId);
        }

        BotVerdict bot = BotText.Judge(visitor, parsed.IsAutomated, dataCentres);
        ClientFields.Write(ref fields, visitor, visitor.Address is { } address ? places.Find(address) : default, bot);
        if (!sent.Has(EventField.UserId) && visitor.IsKnown && salts.TryGet(DateOf(parsed, body), out VisitorSalt salt))
        {
            ulong id = visitor.IdOf(salt, parsed.SiteId(body));
            VisitorText.Write(id, fields.Reserve(VisitorText.Length));
            fields.Commit(EventField.Visitor, VisitorText.Length);
        }

        return fields.View;
    }

    private static bool NeedsVisitor(in EventSender sender, in ParsedEvent parsed, ReadOnlySpan<byte> body) =>
        !parsed.View(body).Has(EventField.UserId)
        && (sender.IsPage
            ? sender.Address is not null || sender.UserAgent.Length > 0
            : sender.SpeaksForVisitors && (!parsed.Address(body).IsEmpty || !parsed.UserAgent(body).IsEmpty));

    private DateOnly DateOf(in ParsedEvent parsed, ReadOnlySpan<byte> body) =>
        SiteCalendar.DateOf(SiteCalendar.KnownOrUtc(snapshot.FindSite(parsed.SiteId(body))?.TimeZone), parsed.Timestamp);
}
