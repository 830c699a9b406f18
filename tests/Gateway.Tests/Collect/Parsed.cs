using System.Text;
using Footfall.Wire;

namespace Footfall.Collect;

/// <summary>The parser's result for a body, in a form that tests compare.</summary>
/// <param name="Error">The error, or null.</param>
/// <param name="Faults">The faults, or null when there are none.</param>
/// <param name="Texts">site_id, then the fields in order; null where absent, and all null when there is a fault.</param>
/// <param name="Time">Microseconds since 1970 UTC.</param>
internal sealed record Parsed(string? Error, IReadOnlyList<string>? Faults, IReadOnlyList<string?> Texts, long Time)
{
    /// <summary>The gateway's clock in all of these tests.</summary>
    public static readonly DateTime Now = new(2026, 3, 14, 12, 0, 0, DateTimeKind.Utc);

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

        EventView view = parser.Event.View(body);
        var texts = new List<string?> { Encoding.UTF8.GetString(parser.Event.SiteId(body)) };
        foreach (EventFieldRule rule in EventSchema.Fields)
        {
            texts.Add(view.Has(rule.Field) ? Encoding.UTF8.GetString(view[rule.Field]) : null);
        }

        return new Parsed(null, null, texts, view.Timestamp);
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
