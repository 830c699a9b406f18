using System.Text;
using Footfall.Collect;
using Footfall.Enrich;
using Footfall.Fuzz.Inputs;
using Footfall.Fuzz.Model;
using Footfall.Wire;

namespace Footfall.Fuzz.Targets;

/// <summary>Checks that <see cref="EventParser"/> accepts and refuses what the model does, with the same reasons and results.</summary>
internal static class ParserTarget
{
    private static readonly DateTime Now = new(2026, 3, 14, 12, 0, 0, DateTimeKind.Utc);
    private static readonly long NowMicros = EventTime.FromDateTime(Now);

    public static ITarget Create() => new Target<byte[]>(
        "event", 40, new EventBodies(Now, OddTexts.Any).One, Check, Printed.Of);

    public static string? Check(byte[] json)
    {
        ModelReading expected = EventModel.Read(json, NowMicros);
        byte[] body = [.. json];
        EventParser parser = EventParser.Parse(body);
        if (expected.IsUnsure)
        {
            return null;
        }

        if (parser.Error is not null || !expected.IsObject)
        {
            return (parser.Error is null) == expected.IsObject ? null : $"error: {parser.Error ?? "none"}";
        }

        IReadOnlyList<string> faults = parser.FindFaults(NowMicros) ?? [];
        if (!faults.SequenceEqual(expected.Faults ?? []))
        {
            return $"faults: {string.Join("; ", faults)}, expected: {string.Join("; ", expected.Faults ?? [])}";
        }

        return expected.Event is { } item && ReadBack(parser.Event, body) is var read && read != item ? $"read {read}, expected {item}" : null;
    }

    public static ModelEvent ReadBack(in ParsedEvent parsed, ReadOnlySpan<byte> body)
    {
        EventView view = parsed.View(body);
        var texts = EventSchema.Fields.ToDictionary(rule => rule.Name, _ => (string?)null);
        foreach (EventFieldRule rule in EventSchema.Fields)
        {
            texts[rule.Name] = Text(view[rule.Field]);
        }

        texts["site_id"] = Text(parsed.SiteId(body));
        texts["ip"] = Text(parsed.Address(body));
        texts["user_agent"] = Text(parsed.UserAgent(body));
        texts["accept_language"] = Text(parsed.AcceptLanguage(body));
        texts["automated"] = parsed.IsAutomated ? "true" : null;
        texts["click"] = parsed.ClickId == ClickIdKind.None ? null : parsed.ClickId.ToString();
        return EventModel.EventOf(texts, view.Timestamp);
    }

    private static string? Text(ReadOnlySpan<byte> utf8) => utf8.IsEmpty ? null : Encoding.UTF8.GetString(utf8);
}
