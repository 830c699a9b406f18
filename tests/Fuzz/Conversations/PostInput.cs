using CsCheck;
using Footfall.Fuzz.Inputs;

namespace Footfall.Fuzz.Conversations;

/// <summary>Posts of events with unambiguous framing and arbitrary content.</summary>
internal static class PostInput
{
    /// <summary>Sites of damaged posts, of which only the number is known: no damage turns their ids into another site's.</summary>
    public static readonly string[] WildSites = ["wildwildwildwild", "wiwiwiwiwiwiwild", "ldldldldldldldld"];

    /// <param name="now">The time around which the events lie.</param>
    /// <param name="sites">Their sites.</param>
    /// <param name="isOnlyOfSites">Whether all events are of these sites.</param>
    public static Gen<Exchange> Any(DateTime now, Gen<string> sites, bool isOnlyOfSites = false)
    {
        var bodies = new EventBodies(now, sites, isOnlyOfSites);
        return Gen.Frequency(
            (6, Around(bodies.One, PostedForm.One)),
            (2, Around(bodies.Many(isLines: false), PostedForm.Array)),
            (2, Around(bodies.Many(isLines: true), PostedForm.Lines)));
    }

    private static Gen<Exchange> Around(Gen<byte[]> bodies, PostedForm form) => Gen.Select(
        Gen.Frequency(
            (6, bodies.Select(body => new CompressedBody("", body, body))),
            (1, Gen.Select(bodies, Gen.Int[30_000, 70_000], (body, more) => Pad(body, more))),
            (2, Gen.Select(bodies, Gen.OneOf(CompressedBody.Encodings), (body, encoding) => body.Length == 0 ? new CompressedBody("", body, body) : CompressedBody.Of(encoding, body)))),
        HeaderInput.Any,
        HeaderInput.ContentType,
        Framing.Any,
        Gen.Frequency((9, Gen.Const("")), (1, Gen.OneOf("?", "?a=b", "?site_id=x&site_id=y", "?%00", "/", "?" + new string('q', 2000)))),
        (body, headers, type, framing, query) => Write(body, form, headers, type, framing, query));

    /// <summary>Adds leading white space, up to bodies that are too long.</summary>
    private static CompressedBody Pad(byte[] body, int more) => new("", [.. Enumerable.Repeat((byte)' ', more), .. body], [.. Enumerable.Repeat((byte)' ', more), .. body]);

    private static Exchange Write(CompressedBody body, PostedForm form, string headers, string type, Framing framing, string query)
    {
        string path = form == PostedForm.One ? "/api/event" : "/api/events";
        string content = form == PostedForm.Lines ? "Content-Type: application/x-ndjson\r\n" : type;
        string encoding = body.Encoding.Length > 0 ? $"Content-Encoding: {body.Encoding}\r\n" : "";
        return new Exchange(framing.Write($"POST {path}{query} HTTP/1.1\r\nHost: localhost\r\n{content}{encoding}{headers}", body.Sent))
        {
            Posted = new Posted(body.Plain!, form, framing.Chunks.Count > 0) { ShowsProxy = HeaderInput.ShowProxy(headers) },
        };
    }
}
