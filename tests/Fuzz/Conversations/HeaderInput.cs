using System.Globalization;
using CsCheck;

namespace Footfall.Fuzz.Conversations;

/// <summary>Headers that a request may have, and that do not affect where it ends.</summary>
/// <remarks>A gateway accepts 64 of them, and 16 kB.</remarks>
internal static class HeaderInput
{
    private const string OfProxy = "X-Original-URL: /api/operator/sites";

    private static readonly string[] ContentTypes =
        ["application/json", "application/json; charset=utf-16", "text/plain", "application/xml", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded", "*/*", "nonsense", ";;;", "application/json;", "a/b; c=\"d"];

    private static readonly string[] Others =
    [
        "Accept: application/xml", "Accept: ;;;", "Accept-Encoding: gzip;q=0, br;q=nonsense, *", "Accept-Language: '", "Origin: null", "Origin: https://elsewhere.example", "Referer: ';--", "Cookie: a=b; ; =; \"",
        "Authorization: Bearer", "Authorization: Basic !!!", "If-None-Match: *", "If-Modified-Since: yesterday", "Range: bytes=0-,-1,99999999999999999999-", "traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-ff",
        "traceparent: nonsense", "tracestate: =,=", "baggage: %00", "Access-Control-Request-Method: POST", "Access-Control-Request-Headers: *", "X-HTTP-Method-Override: DELETE", OfProxy,
        "X-Rewrite-URL: /", "Sec-Fetch-Site: same-origin", "Forwarded-For: 127.0.0.1", "Connection: keep-alive", "Keep-Alive: timeout=-1", "Expect: 100-continue", "TE: trailers", "Pragma: ", "X-Empty:", "User-Agent: \\x00${jndi:ldap://x}",
        "Prefer: respond-async", "Date: 0", "Max-Forwards: 0", "X-Content-Length: 5",
    ];

    public static readonly Gen<string> Any = Gen.Frequency(
        (4, Gen.Const("")),
        (4, Gen.OneOf(Others).Array[1, 4].Select(lines => string.Concat(lines.Distinct().Select(line => line + "\r\n")))),
        (1, Gen.Select(Gen.Int[1, 45], Gen.Int[0, 300], Flood)));

    public static readonly Gen<string> ContentType = Gen.Frequency(
        (4, Gen.Const("Content-Type: application/json\r\n")),
        (1, Gen.Const("")),
        (2, Gen.OneOf(ContentTypes).Select(type => $"Content-Type: {type}\r\n")));

    /// <summary>Headers that are sometimes more, and longer, than a server accepts.</summary>
    public static readonly Gen<string> TooMany = Gen.Select(Gen.Int[80, 3000], Gen.Int[0, 500], Flood);

    /// <summary>Returns whether the headers show a proxy forwarding the request, so that its client is not on this machine.</summary>
    public static bool ShowProxy(string headers) => headers.Contains(OfProxy, StringComparison.Ordinal);

    private static string Flood(int count, int length) => string.Concat(
        Enumerable.Range(0, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"X-Flood-{i}: {new string('f', length)}\r\n")));
}
