using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Footfall.Enrich;

namespace Footfall.Fuzz.Model;

/// <summary>A second implementation of the fields that are no plain texts. Hosts, addresses of pages and languages have tests of their own, and are read by the product.</summary>
internal static partial class DetailModel
{
    /// <summary>Returns the fault; null for a whole number, which becomes digits, or none.</summary>
    public static string? CheckNumber(JsonElement? value, string name, int max, out string? text)
    {
        text = null;
        if (value is not { } json)
        {
            return null;
        }

        Match whole = Whole().Match(json.ValueKind == JsonValueKind.Number ? json.GetRawText() : "");
        if (!whole.Success || whole.Groups["digits"].Length > 10 || long.Parse(whole.Groups["digits"].ValueSpan, CultureInfo.InvariantCulture) > max)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{name} must be a whole number from 0 to {max}");
        }

        text = whole.Groups["digits"].Value;
        return null;
    }

    /// <inheritdoc cref="CheckNumber"/>
    public static string? CheckFlag(JsonElement? value, string name, out string? text)
    {
        text = value is { ValueKind: JsonValueKind.True } ? "true" : null;
        return value is null or { ValueKind: JsonValueKind.True or JsonValueKind.False } ? null : $"{name} must be true or false";
    }

    /// <summary>Returns the faults; none for an amount with a currency, or none.</summary>
    public static IReadOnlyList<string> ReadRevenue(JsonElement? value, out string? text, ref bool isUnsure)
    {
        text = null;
        if (value is not { } json)
        {
            return [];
        }

        if (json.ValueKind != JsonValueKind.Object)
        {
            return ["revenue must be an object with amount and currency"];
        }

        Match amount = Match.Empty;
        Match currency = Match.Empty;
        foreach (JsonProperty property in json.EnumerateObject())
        {
            try
            {
                if (property.Name == "amount")
                {
                    amount = Amount().Match(property.Value.ValueKind == JsonValueKind.Number ? property.Value.GetRawText() : TextOf(property.Value));
                }
                else if (property.Name == "currency")
                {
                    currency = Currency().Match(TextOf(property.Value));
                }
            }
            catch (InvalidOperationException)
            {
                isUnsure = true;
            }
        }

        List<string> faults = amount.Success ? [] : ["revenue.amount must be a decimal number with at most 15 digits before the point and 3 behind it"];
        if (!currency.Success)
        {
            faults.Add("revenue.currency must be the three letters of a currency in ISO 4217, such as EUR");
        }

        text = faults.Count == 0 ? WriteRevenue(decimal.Parse(amount.ValueSpan, CultureInfo.InvariantCulture), currency.Value.ToUpperInvariant()) : null;
        return faults;
    }

    public static string WriteRevenue(decimal amount, string currency) =>
        string.Create(CultureInfo.InvariantCulture, $"{(amount == 0 ? 0 : amount):0.###} {currency}");

    /// <summary>Returns what is wrong with a text of the form; null for nothing. The text changes to its form, and to nothing if it has none.</summary>
    public static string? CheckForm(string name, ref string? text) => name switch
    {
        _ when string.IsNullOrEmpty(text) => null,
        "hostname" => HostName.TryWrite(Encoding.UTF8.GetBytes(text), new byte[HostName.MaxBytes], out _)
            ? null
            : "hostname must be a host such as example.com, without scheme, port and path",
        "ip" => IsAddress(text) ? null : "ip must be an IPv4 or IPv6 address, without port",
        "language" => WriteLanguage(ref text),
        _ => null,
    };

    private static string? WriteLanguage(ref string? text)
    {
        ReadOnlySpan<byte> tag = LanguageTag.Write(Encoding.UTF8.GetBytes(text!), new byte[LanguageTag.MaxBytes]);
        text = tag.IsEmpty ? null : Encoding.UTF8.GetString(tag);
        return null;
    }

    private static bool IsAddress(string text) => V4().IsMatch(text)
        || (V6().IsMatch(text) && IPAddress.TryParse(text, out IPAddress? address) && address.AddressFamily == AddressFamily.InterNetworkV6);

    private static string TextOf(JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
        }
        catch (InvalidOperationException)
        {
            return "";
        }
    }

    [GeneratedRegex("^(?<digits>[0-9]+)(\\.0+)?\\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Whole();

    [GeneratedRegex("^-?[0-9]{1,15}(\\.[0-9]{1,3})?\\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Amount();

    [GeneratedRegex("^[A-Za-z]{3}\\z")]
    private static partial Regex Currency();

    [GeneratedRegex("^((25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])(\\.(?!\\z)|\\z)){4}\\z", RegexOptions.ExplicitCapture)]
    private static partial Regex V4();

    [GeneratedRegex("^[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*\\z")]
    private static partial Regex V6();
}
