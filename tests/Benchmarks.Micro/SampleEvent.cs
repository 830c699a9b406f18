using System.Text;
using Footfall.Collect;
using Footfall.Wire;

namespace Footfall.Benchmarks.Micro;

/// <summary>One event as a browser sends it, used by all benchmarks.</summary>
internal static class SampleEvent
{
    public const string SiteId = "site-abc-123";

    private const string Text =
        """{"site_id":"site-abc-123","event_type":"page_view","path":"/pricing","user_id":"user-123","timestamp":"2025-11-14T10:05:00.123Z"}""";

    /// <summary>An event with every field, as a shop's page sends it.</summary>
    private const string Full =
        """{"site_id":"site-abc-123","event_type":"purchase","timestamp":"2025-11-14T10:05:00.123Z","event_id":"0b7f1c6e-8f43-4f5e-9d39-2a1c7b2f9c11","url":"https://www.example.com/shop/caf%C3%A9?utm_source=newsletter&utm_medium=email&utm_campaign=spring+sale&gclid=abc","title":"Checkout – Example","referrer":"https://news.example.org/story?id=7","language":"de-de","screen_width":1920,"engaged_ms":12345,"scroll":80,"props": { "plan": "pro", "items": 3, "gift": false, "note": "café" },"revenue":{"amount":12.90,"currency":"EUR"}}""";

    public static readonly long Now = EventTime.FromDateTime(new DateTime(2025, 11, 14, 12, 0, 0, DateTimeKind.Utc));

    /// <summary>Returns a new body each time, because the parser writes into it.</summary>
    public static byte[] Json() => Encoding.UTF8.GetBytes(Text);

    /// <inheritdoc cref="Json"/>
    public static byte[] FullJson() => Encoding.UTF8.GetBytes(Full);

    public static ParsedEvent Parse(byte[] body)
    {
        EventParser parser = EventParser.Parse(body);
        return parser.FindFaults(Now) is null ? parser.Event : throw new InvalidOperationException("The sample is not valid.");
    }
}
