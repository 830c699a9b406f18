using System.Text;
using System.Text.Json;
using Footfall.Wire;

namespace Footfall.Privacy;

/// <summary>The fields of an exported event that have no text column, by their names in the API.</summary>
internal static class ExportedAttributes
{
    /// <param name="text">A JSON object; null for none.</param>
    public static Dictionary<string, JsonElement>? Parse(string? text) =>
        text is null ? null : JsonSerializer.Deserialize(text, PrivacyJsonContext.Default.DictionaryStringJsonElement);

    /// <summary>
    /// Returns those of a decoded event, in the same form. A value that has not the form of its field stays a text. The visitor is none of
    /// them: it is whose events are exported.
    /// </summary>
    public static Dictionary<string, JsonElement> Of(IReadOnlyDictionary<string, string> decoded)
    {
        var attributes = new Dictionary<string, JsonElement>();
        foreach (EventFieldRule rule in EventSchema.Fields.Where(rule => rule.Storage is not (FieldStorage.None or FieldStorage.Text) && rule.Form != FieldForm.Visitor))
        {
            if (decoded.TryGetValue(rule.Name, out string? text))
            {
                attributes[rule.Name] = FindJson(rule, text) is { } json
                    ? JsonSerializer.Deserialize(json, PrivacyJsonContext.Default.JsonElement)
                    : JsonSerializer.SerializeToElement(text, PrivacyJsonContext.Default.String);
            }
        }

        return attributes;
    }

    /// <summary>Returns the value as JSON; null for a text.</summary>
    private static string? FindJson(EventFieldRule rule, string text)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        return rule.Form switch
        {
            FieldForm.Number when uint.TryParse(text, out uint number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture),
            FieldForm.Revenue when Revenue.TryParse(utf8, out long thousandths, out ReadOnlySpan<byte> currency) =>
                $$"""{"amount":{{Revenue.FormatAmount(thousandths)}},"currency":"{{Encoding.UTF8.GetString(currency)}}"}""",
            FieldForm.Props when PropsText.IsValid(utf8) => text,
            _ => null,
        };
    }
}
