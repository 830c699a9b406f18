using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Footfall.Fuzz.Model;

/// <summary>A second implementation of the sender's own properties: of their rules, and of their shortest form.</summary>
internal static partial class PropsModel
{
    private const string NotText = "must not contain NUL or unpaired surrogates";

    /// <summary>Returns the faults; none for valid properties, whose text is null if there are none.</summary>
    public static IReadOnlyList<string> Read(JsonElement? value, out string? text)
    {
        text = null;
        if (value is not { } json)
        {
            return [];
        }

        if (json.ValueKind != JsonValueKind.Object)
        {
            return ["props must be an object"];
        }

        var members = new List<(string Name, string Json)>();
        var faults = new List<string>();
        int keys = 0;
        foreach (JsonProperty property in json.EnumerateObject())
        {
            string? name = NameOf(property);
            bool isKey = name is { Length: > 0 and <= 300 } && !name.Contains('\0', StringComparison.Ordinal);
            if (isKey && property.Value.ValueKind == JsonValueKind.Null)
            {
                continue;
            }

            string? fault = ++keys > 30 ? "props must have at most 30 keys"
                : name is null || (name.Length <= 300 && name.Contains('\0', StringComparison.Ordinal)) ? $"props {NotText}"
                : !isKey ? "props must have keys of 1 to 300 characters"
                : FindFault(property.Value) is { } wrong ? $"props.{Written(name)[1..^1]} {wrong}"
                : members.Any(member => member.Name == name) ? $"props must not have the key {Written(name)[1..^1]} twice"
                : null;
            if (fault is not null)
            {
                faults.Add(fault);
                continue;
            }

            members.Add((name!, property.Value.ValueKind == JsonValueKind.String ? Written(property.Value.GetString()!) : property.Value.GetRawText()));
        }

        text = members.Count == 0 ? null : $"{{{string.Join(',', members.Select(member => $"{Written(member.Name)}:{member.Json}"))}}}";
        if (text?.Length > 65_536)
        {
            faults.Add("props must be at most 65536 characters as JSON");
        }

        return [.. faults.Distinct()];
    }

    /// <summary>Returns whether the text is what the queue may carry as properties.</summary>
    public static bool IsStorable(byte[] text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.EnumerateObject().All(property => NameOf(property)?.Contains('\0', StringComparison.Ordinal) == false && IsStorable(property.Value));
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool IsStorable(JsonElement value) => FindFault(value) is null or "must be at most 2000 characters";

    private static string? FindFault(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.True or JsonValueKind.False:
                return null;
            case JsonValueKind.Number:
                return IsNumber(value.GetRawText()) ? null : "must be a number of at most 100 characters, with an exponent of at most 400";
            case JsonValueKind.String:
                string? text = TextOf(value);
                return text is null ? NotText
                    : text.Length > 2000 ? "must be at most 2000 characters"
                    : text.Contains('\0', StringComparison.Ordinal) ? NotText
                    : null;
            default:
                return "must be a string, a number or a boolean";
        }
    }

    private static bool IsNumber(string number)
    {
        Match exponent = Exponent().Match(number);
        return number.Length <= 100
            && (!exponent.Success || (int.TryParse(exponent.Groups["power"].Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int power) && power is >= -400 and <= 400));
    }

    private static string Written(string text)
    {
        var json = new StringBuilder("\"");
        foreach (char letter in text)
        {
            int known = "\"\\\b\t\n\f\r".IndexOf(letter, StringComparison.Ordinal);
            json.Append(
                known >= 0 ? $"\\{"\"\\btnfr"[known]}"
                : letter < ' ' ? string.Create(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}")
                : letter.ToString());
        }

        return json.Append('"').ToString();
    }

    private static string? NameOf(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static string? TextOf(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    [GeneratedRegex("[eE](?<power>[-+]?[0-9]+)\\z")]
    private static partial Regex Exponent();
}
