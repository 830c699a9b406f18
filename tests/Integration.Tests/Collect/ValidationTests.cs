using System.Globalization;
using System.Text;
using System.Text.Json;
using Footfall.Integration.Installations;
using Footfall.Integration.Traffic;

namespace Footfall.Integration.Collect;

/// <summary>All faults of an event are reported at once, in full, one line each, in field order.</summary>
public sealed class ValidationTests(Servers servers)
{
    private const string Now = "2025-11-14T10:00:00Z";
    private const string NoSite = "site_id is required and must be a string";
    private const string NoType = "event_type is required and must be a string";
    private const string NoTime = "timestamp must be a valid ISO 8601 date string";

    public static TheoryData<string, string[]> Faults => new()
    {
        { "{}", [NoSite, NoType, NoTime] },
        { """{"event_type":"page_view","timestamp":"yesterday"}""", [NoSite, NoTime] },
        { """{"site_id":null,"event_type":null,"timestamp":null}""", [NoSite, NoType, NoTime] },
        { """{"site_id":"","event_type":"","timestamp":""}""", [NoSite, NoType, NoTime] },
        { """{"site_id":7,"event_type":[],"timestamp":1763114400,"path":{},"user_id":false}""", [NoSite, NoType, NoTime, "path must be a string", "user_id must be a string"] },
        { """{"timestamp":true,"user_id":1,"path":2,"event_type":{"a":[1]},"site_id":["x"]}""", [NoSite, NoType, NoTime, "path must be a string", "user_id must be a string"] },
        { With("site_id", Text('s', 256)), ["site_id must be at most 255 characters"] },
        { With("site_id", "x" + string.Concat(Enumerable.Repeat("🐝", 128))), ["site_id must be at most 255 characters"] },
        { With("site_id", "a\0b"), ["site_id must not contain NUL or unpaired surrogates"] },
        { Raw("site_id", """ "a\ud800b" """), ["site_id must not contain NUL or unpaired surrogates"] },
        { With("event_type", Text('e', 101)), ["event_type must be at most 100 characters"] },
        { With("event_type", "\0"), ["event_type must not contain NUL or unpaired surrogates"] },
        { Raw("event_type", """ "\udc00" """), ["event_type must not contain NUL or unpaired surrogates"] },
        { With("path", Text('/', 1001)), ["path must be at most 1000 characters"] },
        { With("path", "/\0"), ["path must not contain NUL or unpaired surrogates"] },
        { Raw("path", """ "/\udfff\ud83d" """), ["path must not contain NUL or unpaired surrogates"] },
        { With("user_id", Text('u', 256)), ["user_id must be at most 255 characters"] },
        { With("user_id", "\0u"), ["user_id must not contain NUL or unpaired surrogates"] },
        { Raw("user_id", """ "\ud83d" """), ["user_id must not contain NUL or unpaired surrogates"] },
        { With("timestamp", "2025-02-30T00:00:00Z"), [NoTime] },
        { With("timestamp", "14.11.2025"), [NoTime] },
        { With("timestamp", "2025-11-14T10:00:00+99:00"), [NoTime] },
        { With("timestamp", "2025-11-14T10:00:00Z and more"), [NoTime] },
        { With("timestamp", DaysAhead(1.1)), ["timestamp must not be more than 24 hours in the future"] },
        { With("timestamp", DaysAhead(-3660)), ["timestamp must not be more than 10 years in the past"] },
        { With("timestamp", "0001-01-01T00:00:00Z"), ["timestamp must not be more than 10 years in the past"] },
        { With("timestamp", "0001-01-01T00:00:00+14:00"), [NoTime] },
        { With("url", "/page"), ["url must be a full address such as https://example.com/page"] },
        { Raw("revenue", """{"amount":"1,5"}"""), [
            "revenue.amount must be a decimal number with at most 15 digits before the point and 3 behind it",
            "revenue.currency must be the three letters of a currency in ISO 4217, such as EUR",
        ] },
        { """{"automated":1,"ip":"x","scroll":101,"props":{"a":[]},"title":7,"event_id":7,"path":7}""", [
            NoSite, NoType, NoTime, "path must be a string", "event_id must be a string", "title must be a string", "props.a must be a string, a number or a boolean",
            "scroll must be a whole number from 0 to 100", "ip must be an IPv4 or IPv6 address, without port", "automated must be true or false",
        ] },
    };

    [Theory(DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Faults))]
    public async Task A_fault_is_answered_400_with_every_reason(string body, string[] details)
    {
        GatewayResponse response = await (await servers.SharedAsync()).Gateway.PostAsync(Encoding.UTF8.GetBytes(body));
        string expected = $$"""{"success":false,"error":"Validation failed","details":{{JsonSerializer.Serialize(details)}}}""";
        Assert.Equal(new GatewayResponse(400, expected, "application/json; charset=utf-8"), response);
    }

    private static string With(string field, string value) => Raw(field, JsonSerializer.Serialize(value));

    private static string Raw(string field, string json)
    {
        var fields = new Dictionary<string, string> { ["site_id"] = "\"valid\"", ["event_type"] = "\"page_view\"", ["timestamp"] = $"\"{Now}\"" };
        fields[field] = json;
        return "{" + string.Join(",", fields.Select(pair => $"\"{pair.Key}\":{pair.Value}")) + "}";
    }

    private static string Text(char character, int length) => new(character, length);

    private static string DaysAhead(double days) => DateTime.UtcNow.AddDays(days).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
