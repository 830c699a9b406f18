using System.Text;
using CsCheck;

namespace Footfall.Fuzz.Conversations;

/// <summary>Complete and well-formed requests of unknown methods, paths and versions of paths.</summary>
internal static class OddRequestInput
{
    private static readonly string[] Methods = ["GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "get", "G", "M-SEARCH", "POST!", "QUERY", "BREW", new('M', 300)];

    private static readonly string[] Paths =
    [
        "/", "//", "/.", "/..", "/api", "/api/", "/api/event/", "/api//event", "/API/EVENT", "/api/event%20", "/api/event%00", "/api%2Fevent", "/api/event;a=b", "/api/./event", "/x/../api/stats", "/api/stats/..",
        "/operator/assets/..%2f..%2fappsettings.json", "/operator/assets/%2e%2e/%2e%2e/appsettings.json", "/operator/assets/....//....//etc/passwd", "/operator/assets/..%5c..%5cappsettings.json", "/operator/assets/%252e%252e%252fappsettings.json",
        "/operator/assets/../../appsettings.json", "/operator/assets//etc/passwd", "/operator/assets/%00", "/operator/assets/index.js%00.css", "/operator/../appsettings.json", "/operator/grains/../../appsettings.json",
        "/operator/grains/index.html/../../../appsettings.json", "/appsettings.json", "/web.config", "/.git/config", "/.env", "/etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/%c0%ae%c0%ae/etc/passwd", "/..%c0%af..%c0%afetc/passwd",
        "/%", "/%zz", "/%f", "/%FF", "/%E2%82", "/a?b?c", "/?", "/\\", "/\\\\host\\share", "/api/sites/", "/api/sites//ledger", "/api/sites/%00", "/api/sites/%FF/users/%FF", "/api/sites/%ED%A0%80/users/%ED%A0%80", "/api/sites/a/users", "/api/sites/a/users/", "/api/sites//users/u", "/api/sites/a/erasures/", "/api/sites/%20/erasures",
        "/api/sites/b~act/../a", "/api/sites/b~act/%2e%2e/a", "/api/sites/b~act/users/../../a", "/api/sites/b~act/users/../../a/users/u", "/api/sites/./a", "http://localhost/api/sites/a", "http://localhost/api/sites/a/users/u", "//api/sites/a", "/api/sites/%20/ledger", "/metrics/", "/health", "/health/live/", "/openapi/v2.json", "/openapi/..%2f.json",
        "/swagger", "/wp-login.php", "/cgi-bin/", "/" + new string('a', 7000), "/" + new string('/', 500), "http://localhost/api/stats", "http://elsewhere.example/api/ledger", "http://localhost/",
    ];

    public static readonly Gen<Exchange> Any = Gen.Select(
        Gen.OneOf(Methods), Gen.OneOf(Paths), HeaderInput.Any, HeaderInput.ContentType, Gen.Byte.Array[0, 20], Framing.Any,
        (method, path, headers, type, body, framing) =>
        {
            string head = $"{method} {path} HTTP/1.1\r\nHost: localhost\r\n{headers}";
            return new Exchange(body.Length == 0 ? Encoding.ASCII.GetBytes(head + "\r\n") : framing.Write(head + type, body));
        });
}
