using System.Text.Json;
using System.Text.Unicode;
using Footfall.Wire;

namespace Footfall.Fuzz.Model;

/// <summary>A second, deliberately simple implementation of the API's rules: strings, a document in memory, no buffer positions.</summary>
internal static class EventModel
{
    private static readonly (string Name, int Limit, bool IsRequired)[] Rules =
        [("site_id", 255, true), ("event_type", 100, true), ("timestamp", 0, true), ("path", 1000, false), ("user_id", 255, false), ("event_id", 64, false)];

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
        var texts = new string?[Rules.Length];
        long time = 0;
        for (int i = 0; i < Rules.Length; i++)
        {
            (string name, int limit, bool isRequired) = Rules[i];
            JsonElement? value = members.TryGetValue(name, out JsonElement found) && found.ValueKind != JsonValueKind.Null ? found : null;
            string? fault = name == "timestamp" ? CheckTime(value, now, out time) : CheckText(value, name, limit, isRequired, out texts[i]);
            if (fault is not null)
            {
                faults.Add(fault);
            }
        }

        return faults.Count > 0
            ? new ModelReading(true, faults, null, isUnsure)
            : new ModelReading(true, null, new ModelEvent(texts[0]!, texts[1]!, TextOrNone(texts[3]), TextOrNone(texts[4]), TextOrNone(texts[5]), time), isUnsure);
    }

    /// <summary>Returns the text behind a byte order mark.</summary>
    public static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> text) => text.Span.StartsWith("\ufeff"u8) ? text[3..] : text;

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

    private static string? TextOrNone(string? text) => text is { Length: > 0 } ? text : null;

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
