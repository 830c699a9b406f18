using System.Text;
using CsCheck;
using Footfall.Fuzz.Conversations;
using Footfall.Fuzz.Inputs;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Footfall.Fuzz.Endpoints;

/// <summary>
/// Requests of every route of a gateway, so that new routes are fuzzed automatically. Requests that change something address
/// sites whose events are not tracked.
/// </summary>
internal sealed class RouteInput(ApiDescription api)
{
    private const string Host = " HTTP/1.1\r\nHost: localhost\r\n";

    private static readonly Gen<string> QueryValues = Gen.Frequency(
        (4, Gen.OneOf(
            "", "0", "1", "-1", "50", "200", "201", "2147483647", "2147483648", "1e3", "0x1", "NaN", "true", "false", "null", "asc", "desc", "site_id", "rate", "queued", "stored", "undecodable",
            "2025-11-14", "2025-02-30", "0001-01-01", "9999-12-31", "10000-01-01", "5ms", "10ms", "0s", "NaNs", "NaNms", "-NaNs", "Infinitys", "-Infinityms", "-1s", "31s", "1e1s", ".s", "s", "ms", "0.001s", "\u0663s", "1,0s",
            "0123456789abcdef-1-0", "0123456789abcdef-1-0-all", "1763114400000000.0123456789abcdef-1-0-0.YQ", "silo-1")),
        (2, OddTexts.Any),
        (1, Gen.Int.Select(number => number.ToString(System.Globalization.CultureInfo.InvariantCulture))));

    /// <summary>Paths of the routes without parameters.</summary>
    private static readonly HashSet<string> Literals = new(
        GatewayInProcess.Routes.Where(route => route.RoutePattern.Parameters.Count == 0).Select(route => "/" + route.RoutePattern.RawText?.Trim('/')),
        StringComparer.OrdinalIgnoreCase);

    private static readonly Gen<string> OddQuery = Gen.OneOf(
        "", "?", "?&&&", "?=", "?%", "?%00=%00", "?a[]=1&a[0]=2", "?site_id", "?site_id=%FF", "?site_id=a%00b", "?site_id=%ED%A0%80&date=%", "?limit=1&limit=2", "?" + new string('&', 3000), "?" + new string('a', 7000) + "=1");

    private static readonly Gen<string> PathValues = Gen.Frequency(
        (6, Gen.OneOf(OddTexts.Sites)),
        (2, OddTexts.Any),
        (2, Gen.OneOf("0123456789abcdef-1-0", "0123456789abcdef-1-0-all", "silo-1", "127.0.0.1:11111@1", "..", "../../appsettings.json", "index.html", "style.css", "%2e%2e%2f", "....//", "..%5c..%5c", "/etc/passwd", "C:\\boot.ini")));

    /// <summary>Valid requests of any route.</summary>
    public Gen<Exchange> Any => Gen.Frequency([.. GatewayInProcess.Routes.SelectMany(Requests).Select(request => (1, request))]);

    private IEnumerable<Gen<Exchange>> Requests(RouteEndpoint route)
    {
        IReadOnlyList<string> methods = route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"];
        return methods.Where(_ => !IsPost(route.RoutePattern)).Select(method => Request(route.RoutePattern, method));
    }

    private Gen<Exchange> Request(RoutePattern route, string method)
    {
        string path = "/" + string.Join('/', route.PathSegments.Select(segment => string.Concat(segment.Parts.Select(Name))));
        Operation? operation = api.Operations.FirstOrDefault(one => one.Method == method && one.Path == path);
        return Gen.Select(
            PathValues.Array[route.Parameters.Count],
            Gen.Int[0, 2].Array[route.Parameters.Count],
            Query(operation),
            HeaderInput.Any,
            Gen.Frequency((6, Gen.Const((byte[])[])), (1, JsonTexts.AnyValue), (1, Gen.Byte.Array[0, 60])),
            Framing.Any,
            (values, spellings, query, headers, body, framing) => Write(route, method, operation, values, spellings, query, headers, body, framing));
    }

    private static Exchange Write(
        RoutePattern route, string method, Operation? operation, string[] values, int[] spellings, (string Text, string? Site) query, string headers, byte[] body, Framing framing)
    {
        bool isRead = method is "GET" or "HEAD";
        var path = new StringBuilder();
        string? site = query.Site;
        bool isPlain = true;
        int next = 0;
        foreach (RoutePatternPathSegment segment in route.PathSegments)
        {
            path.Append('/');
            foreach (RoutePatternPart part in segment.Parts)
            {
                if (part is RoutePatternParameterPart parameter)
                {
                    string value = isRead ? values[next] : values[next] + "~act";
                    isPlain &= value is not ("." or ".." or "") && IsWhole(value);
                    site = parameter.Name == "site_id" ? value : site;
                    path.Append(Spell(value, spellings[next++]));
                }
                else
                {
                    path.Append(Name(part));
                }
            }
        }


        // The site "live" has no page of its own where that is another route.
        isPlain &= route.Parameters.Count == 0 || !Literals.Contains(Uri.UnescapeDataString(path.ToString()));
        string head = $"{method} {path}{query.Text}{Host}{headers}";
        return new Exchange(isRead && body.Length == 0 ? Encoding.UTF8.GetBytes(head + "\r\n") : framing.Write(head, body))
        {
            IsHead = method == "HEAD",
            Operation = isPlain ? operation : null,
            Site = isPlain ? site : null,
            ExtraTime = operation?.ExtraTime ?? TimeSpan.Zero,
        };
    }

    private static Gen<(string Text, string? Site)> Query(Operation? operation) => operation is not { QueryNames.Count: > 0 }
        ? OddQuery.Select(text => (text, (string?)null))
        : Gen.Frequency(
            (1, OddQuery.Select(text => (text, (string?)null))),
            (8, Gen.Select(Gen.Frequency((3, Gen.Const((string?)null)), (5, QueryValues.Select(value => (string?)value))).Array[operation.QueryNames.Count], Gen.Int[0, 2], (values, spelling) =>
            {
                var given = operation.QueryNames.Zip(values).Where(item => item.Second is not null).ToList();
                string? site = given.FirstOrDefault(item => item.First == "site_id").Second;
                string text = string.Join('&', given.Select(item => $"{item.First}={Spell(item.Second!, spelling == 2 ? 0 : spelling)}"));
                return (given.Count == 0 ? "" : "?" + text, site is not null && IsWhole(site) ? site : null);
            })));

    /// <summary>Encodes a text within a URL: as browsers escape it, with every byte escaped, or unescaped where that can be sent.</summary>
    internal static string Spell(string text, int spelling) => spelling switch
    {
        1 => string.Concat(Encoding.UTF8.GetBytes(text).Select(value => $"%{value:x2}")),
        2 when text.All(letter => char.IsAsciiLetterOrDigit(letter) || ":@!$&'()*+,;=~_.-{}|[]\"<>^`".Contains(letter, StringComparison.Ordinal)) => text,
        _ => Uri.EscapeDataString(text),
    };

    /// <summary>Returns whether the text has no lone surrogates, which are replaced in transit.</summary>
    private static bool IsWhole(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) == text;

    private static bool IsPost(RoutePattern route) => route.RawText is "/api/event" or "/api/events";

    private static string Name(RoutePatternPart part) => part switch
    {
        RoutePatternLiteralPart literal => literal.Content,
        RoutePatternSeparatorPart separator => separator.Content,
        RoutePatternParameterPart parameter => $"{{{parameter.Name}}}",
        _ => throw new NotSupportedException($"A part of a route of the kind {part.PartKind} is unknown here."),
    };
}
