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

    public static readonly long Now = EventTime.FromDateTime(new DateTime(2025, 11, 14, 12, 0, 0, DateTimeKind.Utc));

    /// <summary>Returns a new body each time, because the parser writes into it.</summary>
    public static byte[] Json() => Encoding.UTF8.GetBytes(Text);

    public static ParsedEvent Parse(byte[] body)
    {
        EventParser parser = EventParser.Parse(body);
        return parser.FindFaults(Now) is null ? parser.Event : throw new InvalidOperationException("The sample is not valid.");
    }
}
