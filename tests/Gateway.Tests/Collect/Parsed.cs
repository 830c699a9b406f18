using System.Text;
using Footfall.Enrich;
using Footfall.Wire;

namespace Footfall.Collect;

/// <summary>The parser's result for a body, in a form that tests compare.</summary>
/// <param name="Error">The error, or null.</param>
/// <param name="Faults">The faults, or null when there are none.</param>
/// <param name="Texts">site_id, event_type, path, user_id and event_id; null where absent, and none when there is a fault.</param>
/// <param name="Time">Microseconds since 1970 UTC.</param>
internal sealed record Parsed(string? Error, IReadOnlyList<string>? Faults, IReadOnlyList<string?> Texts, long Time)
{
    /// <summary>The gateway's clock in all of these tests.</summary>
    public static readonly DateTime Now = new(2026, 3, 14, 12, 0, 0, DateTimeKind.Utc);

    /// <summary>The other fields that are there, by name, and what describes the visitor.</summary>
    public IReadOnlyDictionary<string, string> Others { get; private init; } = new Dictionary<string, string>();

    public static Parsed Of(string json) => Of(Encoding.UTF8.GetBytes(json));

    public static Parsed Of(byte[] json)
    {
        byte[] body = [.. json];
        EventParser parser = EventParser.Parse(body);
        if (parser.Error is not null)
        {
            return new Parsed(parser.Error, null, [], 0);
        }

        if (parser.FindFaults(EventTime.FromDateTime(Now)) is { } faults)
        {
            return new Parsed(null, faults, [], 0);
        }

        ParsedEvent item = parser.Event;
        EventView view = item.View(body);
        var texts = new List<string?> { Encoding.UTF8.GetString(item.SiteId(body)) };
        var others = new Dictionary<string, string>();
        foreach (EventFieldRule rule in EventSchema.Fields)
        {
            Assert.True(!view.Has(rule.Field) || (view.Fields & (1u << (int)rule.Field)) != 0);
            string? text = view.Has(rule.Field) ? Encoding.UTF8.GetString(view[rule.Field]) : null;
            if (rule.SinceVersion < 4)
            {
                texts.Add(text);
            }
            else if (text is not null)
            {
                others.Add(rule.Name, text);
            }
        }

        void Add(string name, string text)
        {
            if (text.Length > 0)
            {
                others.Add(name, text);
            }
        }

        Add("ip", Encoding.UTF8.GetString(item.Address(body)));
        Add("user_agent", Encoding.UTF8.GetString(item.UserAgent(body)));
        Add("accept_language", Encoding.UTF8.GetString(item.AcceptLanguage(body)));
        Add("automated", item.IsAutomated ? "true" : "");
        Add("click", item.ClickId == ClickIdKind.None ? "" : item.ClickId.ToString());
        return new Parsed(null, null, texts, view.Timestamp) { Others = others };
    }

    /// <summary>Returns what remains of one property; null if nothing does.</summary>
    public static string? ValueOf(string name, string json) => With((name, json)).Others.GetValueOrDefault(name);

    /// <summary>Returns a valid event with these properties.</summary>
    public static Parsed With(params (string Name, string? Json)[] changes)
    {
        Parsed parsed = Of(Event(changes));
        Assert.Null(parsed.Error);
        Assert.Null(parsed.Faults);
        return parsed;
    }

    /// <summary>Returns a valid event with some properties replaced or added, each as JSON; null leaves one out.</summary>
    public static string Event(params (string Name, string? Json)[] changes)
    {
        var properties = new Dictionary<string, string?>
        {
            ["site_id"] = "\"a\"",
            ["event_type"] = "\"page_view\"",
            ["timestamp"] = "\"2026-03-14T12:00:00Z\"",
            ["path"] = "\"/\"",
            ["user_id"] = "\"u\"",
        };
        foreach ((string name, string? json) in changes)
        {
            properties[name] = json;
        }

        return "{" + string.Join(",", properties.Where(item => item.Value is not null).Select(item => $"\"{item.Key}\":{item.Value}")) + "}";
    }

    /// <summary>Returns the faults of such an event.</summary>
    public static IReadOnlyList<string> FaultsOf(params (string Name, string? Json)[] changes)
    {
        Parsed parsed = Of(Event(changes));
        Assert.Null(parsed.Error);
        return parsed.Faults ?? [];
    }
}
