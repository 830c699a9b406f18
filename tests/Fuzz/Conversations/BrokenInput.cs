using System.Globalization;
using System.Text;
using CsCheck;
using Footfall.Fuzz.Inputs;

namespace Footfall.Fuzz.Conversations;

/// <summary>
/// Requests whose end readers could see at different places, or that are invalid. Behind each is a request that must not be
/// handled on its own, because by the protocol it is part of the first, or the connection is no longer usable.
/// </summary>
internal static class BrokenInput
{
    /// <summary>The site of the hidden event.</summary>
    public const string SmuggledSite = "smuggled";

    /// <summary>An event of a wild site, whose events are not tracked one by one; the post is valid as far as it goes.</summary>
    private static readonly string Inner = $$"""{"site_id":"{{PostInput.WildSites[0]}}","event_type":"page_view","timestamp":"{{DateTime.UtcNow:yyyy-MM-dd}}"}""";

    private static readonly Gen<string> Lengths = Gen.OneOf(
        "Content-Length: -1", "Content-Length: 0x5", "Content-Length: 5,5", "Content-Length: 5, 6", "Content-Length: 99999999999999999999", "Content-Length: ", "Content-Length: 5 5", "Content-Length: 5\r\nContent-Length: 6",
        "Content-Length: 1e1", "Content-Length:\t5\v", "Content-Length : 5", " Content-Length: 5", "Content-Length\r\n : 5", "Content_Length: 5\r\nContent-Length: five", "Content-Length: \u0665");

    private static readonly Gen<string> Codings = Gen.OneOf(
        "Transfer-Encoding: chunked, identity", "Transfer-Encoding: xchunked", "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity", "Transfer-Encoding: identity", "Transfer-Encoding: gzip, chunked", "Transfer-Encoding: chunked, chunked",
        "Transfer-Encoding: \"chunked\"", "Transfer-Encoding: chunked;q=1", "Transfer-Encoding : chunked", "Transfer-Encoding:\vchunked", "Transfer-Encoding: chun ked", "Transfer-Encoding\r\n : chunked", " Transfer-Encoding: chunked", "Transfer-Encoding: ");

    private static readonly Gen<string> ChunkSizes = Gen.OneOf(
        "-1", "+5", "0x5", " 5", "5 x", "", "g", "FFFFFFFFFFFFFFFF", "FFFFFFFF", "7FFFFFFF", "80000000", "5\n", "5;a\nb", "5\r", "00000000000000000000000000000005x", "5,5");

    private static readonly Gen<string> FirstLines = Gen.OneOf(
        "", " ", "GET", "GET /", "GET  / HTTP/1.1", "GET / HTTP/1.1 x", "GET /\0 HTTP/1.1", "GET / HTTP/1.1\rX: y", "GET /\u00e9 HTTP/1.1", "GET \\ HTTP/1.1", "GET api/ledger HTTP/1.1", "GET * HTTP/1.1", "OPTIONS * HTTP/1.1",
        "CONNECT localhost:80 HTTP/1.1", "CONNECT / HTTP/1.1", "GET http:// HTTP/1.1", "GET http://user:pw@localhost/ HTTP/1.1", "GET http://localhost:99999/ HTTP/1.1", "GET / HTTP/0.9", "GET / HTTP/1.2", "GET / HTTP/9.9", "GET / http/1.1",
        "GET / HTTP/1.1.1", "GET / HTTPS/1.1", "G\x01T / HTTP/1.1", "(GET) / HTTP/1.1", "GET /" + new string('u', 9000) + " HTTP/1.1", "GET /#fragment HTTP/1.1", "GET / HTTP/1.0");

    private static readonly Gen<string> Headers = Gen.OneOf(
        "X", ":", ": x", "X Y: z", "X: a\0b", "X: a\rb", "X: a\n b", "X: \u00e9", "X\u00e9: a", "Host: a\r\nHost: b", "Host: a b", "Host: [::1", "Host: a/b", "Host: ", "Host: localhost:x", "(): x", "\tX: y", "X: y\r\n folded",
        "X: " + new string('x', 40_000), new string('x', 40_000), "Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA", "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: x\r\nSec-WebSocket-Version: 13",
        "Expect: 200-maybe", "Connection: close, Content-Length", "Trailer: Content-Length");

    private static readonly Gen<byte[]> OtherProtocols = Gen.OneOf(
        Gen.OneOf("\u0016\u0003\u0001\0\u00a5\u0001\0\0\u00a1\u0003\u0003", "SSH-2.0-x\r\n", "EHLO x\r\n", "*1\r\n$4\r\nPING\r\n", "\r\n\r\n\r\n\r\n").Select(Encoding.Latin1.GetBytes),
        Gen.Byte.Array[0, 200]);

    /// <summary>Requests whose end is ambiguous.</summary>
    public static readonly Gen<Exchange> Any = Gen.OneOf(
        Lengths.Select(length => Text($"POST /api/event HTTP/1.1\r\nHost: localhost\r\n{length}\r\n\r\nxxxxx{Hidden("length")}")),
        Codings.Select(coding => Text($"POST /api/event HTTP/1.1\r\nHost: localhost\r\n{coding}\r\n\r\n5\r\nxxxxx\r\n0\r\n\r\n{Hidden("coding")}")),
        ChunkSizes.Select(size => Text($"POST /api/event HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n{size}\r\nxxxxx\r\n0\r\n\r\n{Hidden("chunk size")}")),
        Gen.Const(Text($"POST /api/event HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nxxxxxxx\r\n0\r\n\r\n{Hidden("chunk longer than its size")}")),
        Gen.Const(Text($"POST /api/event HTTP/1.0\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nxxxxx\r\n0\r\n\r\n{Hidden("HTTP/1.0")}")),
        Gen.OneOf("Content-Length: {0}\r\nTransfer-Encoding: chunked", "Transfer-Encoding: chunked\r\nContent-Length: {0}", "Transfer-Encoding: Chunked\r\nContent-Length: 5").Select(BothLengths),
        Gen.Const(Text(Post("", Inner + Hidden("body")))),
        Gen.Const(Text(Post("Content-Encoding: gzip\r\n", Hidden("compressed body")))),
        Gen.Const(Text(string.Create(CultureInfo.InvariantCulture, $"GET /api/ledger HTTP/1.1\r\nHost: localhost\r\nContent-Length: {Hidden("GET").Length}\r\n\r\n{Hidden("GET")}"))),
        Gen.Const(Text(string.Create(CultureInfo.InvariantCulture, $"HEAD / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: {Hidden("HEAD").Length}\r\n\r\n{Hidden("HEAD")}")) with { IsHead = true }),
        Gen.Const(Text($"POST /api/event HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n{Hidden("too short")}")),
        FirstLines.Select(line => Text($"{line}\r\nHost: localhost\r\nConnection: close\r\n\r\n{Hidden("first line")}")),
        Headers.Select(header => Text($"GET /health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{header}\r\n\r\n{Hidden("header")}")),
        HeaderInput.TooMany.Select(headers => Text($"GET /health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{headers}\r\n{Hidden("too many headers")}")),
        OtherProtocols.Select(bytes => new Exchange(bytes)));

    /// <summary>Valid posts of untracked events, with bytes changed anywhere.</summary>
    public static Gen<Exchange> Wild(DateTime now) => Gen.Select(
        PostInput.Any(now, Gen.OneOf(PostInput.WildSites), isOnlyOfSites: true), Mutations.Gen, (post, change) => new Exchange(change.Apply(post.Bytes)) { IsWild = true });

    private static Exchange BothLengths(string headers)
    {
        string both = string.Format(CultureInfo.InvariantCulture, headers, Hidden("lengths").Length + 5);
        return Text($"POST /api/event HTTP/1.1\r\nHost: localhost\r\n{both}\r\n\r\n0\r\n\r\n{Hidden("lengths")}");
    }

    /// <param name="behind">The kind of request it hides behind, which is its user if it should be stored.</param>
    private static string Hidden(string behind) =>
        Post("", $$"""{"site_id":"{{SmuggledSite}}","event_type":"page_view","timestamp":"{{DateTime.UtcNow:yyyy-MM-dd}}","user_id":"{{behind}}"}""");

    private static Exchange Text(string text) => new(Encoding.Latin1.GetBytes(text));

    private static string Post(string headers, string body) => string.Create(
        CultureInfo.InvariantCulture, $"POST /api/event HTTP/1.1\r\nHost: localhost\r\n{headers}Content-Length: {body.Length}\r\n\r\n{body}");
}
