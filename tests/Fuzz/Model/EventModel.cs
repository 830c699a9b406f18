using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Footfall.Enrich;
using Footfall.Wire;

namespace Footfall.Fuzz.Model;

/// <summary>A second, deliberately simple implementation of the API's rules: strings, a document in memory, no buffer positions.</summary>
internal static class EventModel
{
    /// <summary>The name, what it is, and the limit of its length or of its value; in the order of faults.</summary>
    private static readonly (string Name, string Kind, int Limit)[] Rules =
    [
        ("site_id", "required", 255), ("event_type", "required", 100), ("timestamp", "time", 0), ("path", "text", 1000), ("user_id", "text", 255), ("event_id", "text", 64),
        ("hostname", "text", 255), ("title", "text", 500), ("referrer", "text", 2000),
        ("utm_source", "text", 255), ("utm_medium", "text", 255), ("utm_campaign", "text", 255), ("utm_content", "text", 255), ("utm_term", "text", 255),
        ("language", "text", 35), ("props", "props", 0), ("revenue", "revenue", 0),
        ("engaged_ms", "number", 86_399_999), ("scroll", "number", 100), ("screen_width", "number", 1_000_000),
        ("url", "url", 0), ("ip", "text", 45), ("user_agent", "text", 2000), ("accept_language", "text", 2000), ("automated", "flag", 0),
    ];

    /// <summary>What is in no column as it was sent.</summary>
    public static readonly string[] OtherNames =
    [
        "hostname", "title", "referrer", "utm_source", "utm_medium", "utm_campaign", "utm_content", "utm_term", "language", "ip", "user_agent", "accept_language", "automated", "click",
    ];

    /// <param name="json">The text of one event, valid or not.</param>
    /// <param name="now">Microseconds since 1970 UTC.</param>
    public static ModelReading Read(ReadOnlyMemory<byte> json, long now)
    {
        if (!Utf8.IsValid(json.Span))
        {
            return ModelReading.NoObject;
        }

        try
        {
            using var document = JsonDocument.Parse(WithoutMark(json));
            return Read(document.RootElement, now);
        }
        catch (JsonException)
        {
            return ModelReading.NoObject;
        }
    }

    /// <param name="element">The JSON of one event, valid or not.</param>
    /// <param name="now">Microseconds since 1970 UTC.</param>
    public static ModelReading Read(JsonElement element, long now)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            return ModelReading.NoObject;
        }

        bool isUnsure = false;
        var members = new Dictionary<string, JsonElement>();
        foreach (JsonProperty property in element.EnumerateObject())
        {
            try
            {
                members[property.Name] = property.Value;
            }
            catch (InvalidOperationException)
            {
                isUnsure = true;
            }
        }

        var faults = new List<string>();
        var texts = new Dictionary<string, string?>();
        long time = 0;
        foreach ((string name, string kind, int limit) in Rules)
        {
            JsonElement? value = members.TryGetValue(name, out JsonElement found) && found.ValueKind != JsonValueKind.Null ? found : null;
            string? text = null;
            faults.AddRange(kind switch
            {
                "time" => One(CheckTime(value, now, out time)),
                "number" => One(DetailModel.CheckNumber(value, name, limit, out text)),
                "flag" => One(DetailModel.CheckFlag(value, name, out text)),
                "revenue" => DetailModel.ReadRevenue(value, out text, ref isUnsure),
                "props" => PropsModel.Read(value, out text),
                "url" => One(CheckText(value, name, int.MaxValue, isRequired: false, out text) ?? CheckUrl(text, texts)),
                _ => One(CheckText(value, name, limit, kind == "required", out text) ?? DetailModel.CheckForm(name, ref text)),
            });
            texts[name] = string.IsNullOrEmpty(text) ? null : text;
        }

        return faults.Count > 0
            ? new ModelReading(true, faults, null, isUnsure)
            : new ModelReading(true, null, EventOf(texts, time), isUnsure);
    }

    /// <summary>Returns the text behind a byte order mark.</summary>
    public static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> text) => text.Span.StartsWith("\ufeff"u8) ? text[3..] : text;

    /// <summary>Returns the event with these texts, by the names of the API.</summary>
    public static ModelEvent EventOf(IReadOnlyDictionary<string, string?> texts, long time) => new(
        texts.GetValueOrDefault("site_id")!,
        texts.GetValueOrDefault("event_type")!,
        texts.GetValueOrDefault("path"),
        texts.GetValueOrDefault("user_id"),
        texts.GetValueOrDefault("event_id"),
        time,
        new ModelDetails(
            texts.GetValueOrDefault("props"),
            texts.GetValueOrDefault("revenue"),
            texts.GetValueOrDefault("engaged_ms"),
            texts.GetValueOrDefault("scroll"),
            texts.GetValueOrDefault("screen_width"),
            string.Join('\n', OtherNames.Where(name => texts.GetValueOrDefault(name) is not null).Select(name => $"{name}={texts[name]}"))));

    private static IReadOnlyList<string> One(string? fault) => fault is null ? [] : [fault];

    /// <summary>Sets what the sender did not say itself.</summary>
    private static string? CheckUrl(string? url, Dictionary<string, string?> texts)
    {
        if (string.IsNullOrEmpty(url))
        {
            return null;
        }

        PageUrl page = PageUrl.Read(Encoding.UTF8.GetBytes(url), new byte[PageUrl.ScratchBytes]);
        if (page.Fault != UrlFault.None)
        {
            return UrlFaults.Describe(page.Fault);
        }

        texts["path"] ??= Encoding.UTF8.GetString(page.Path);
        texts["hostname"] ??= TextOrNone(page.TypedHost);
        texts["utm_source"] ??= TextOrNone(page.Tags.Source);
        texts["utm_medium"] ??= TextOrNone(page.Tags.Medium);
        texts["utm_campaign"] ??= TextOrNone(page.Tags.Campaign);
        texts["utm_content"] ??= TextOrNone(page.Tags.Content);
        texts["utm_term"] ??= TextOrNone(page.Tags.Term);
        texts["click"] = page.ClickId == ClickIdKind.None ? null : page.ClickId.ToString();
        return null;
    }

    private static string? CheckText(JsonElement? value, string name, int limit, bool isRequired, out string? text)
    {
        text = null;
        if (value is not { ValueKind: JsonValueKind.String } json)
        {
            return isRequired ? $"{name} is required and must be a string" : value is null ? null : $"{name} must be a string";
        }

        try
        {
            text = json.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return $"{name} must not contain NUL or unpaired surrogates";
        }

        return isRequired && text.Length == 0 ? $"{name} is required and must be a string"
            : text.Length > limit ? $"{name} must be at most {limit} characters"
            : text.Contains('\0', StringComparison.Ordinal) ? $"{name} must not contain NUL or unpaired surrogates"
            : null;
    }

    private static string? TextOrNone(ReadOnlySpan<byte> text) => text.IsEmpty ? null : Encoding.UTF8.GetString(text);

    private static string? CheckTime(JsonElement? value, long now, out long time)
    {
        time = 0;
        if (value is not { ValueKind: JsonValueKind.String } json || ReadTime(json) is not { } read)
        {
            return "timestamp must be a valid ISO 8601 date string";
        }

        time = read;
        return time > now + TimeSpan.MicrosecondsPerDay ? "timestamp must not be more than 24 hours in the future"
            : time < EventTime.FromDateTime(EventTime.ToDateTime(now).AddYears(-10)) ? "timestamp must not be more than 10 years in the past"
            : null;
    }

    private static long? ReadTime(JsonElement json)
    {
        try
        {
            return TimeModel.Read(json.GetString()!);
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
