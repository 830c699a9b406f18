using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Footfall.Access;

/// <summary>Distinguishes clients on this machine from those behind a proxy on it, and their own pages from other sites'.</summary>
public static class LocalClients
{
    /// <summary>
    /// Headers that proxies, load balancers, tunnels and content networks add: their own address does not identify the client.
    /// X-Original-For is what remains of X-Forwarded-For once a proxy was trusted: an address that such a client claims
    /// does not prove that it is on this machine.
    /// </summary>
    private static readonly string[] ProxyHeaders =
    [
        "Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Original-For", "X-Original-Proto", "X-Real-IP", "Via",
        "X-Forwarded-Port", "X-Forwarded-Server", "X-Forwarded-Prefix", "X-Forwarded-Scheme", "X-Forwarded-By", "X-Forwarded", "X-Original-Host",
        "X-Original-URL", "X-Original-Prefix", "X-Client-IP", "X-Cluster-Client-IP", "Client-IP", "True-Client-IP", "Fastly-Client-IP", "Fly-Client-IP",
        "CF-Connecting-IP", "CF-Ray", "CDN-Loop", "X-Envoy-External-Address", "X-Envoy-Expected-Rq-Timeout-Ms", "X-Amzn-Trace-Id", "X-Azure-ClientIP",
        "Tailscale-User-Login",
    ];

    /// <summary>Returns whether the request comes from this machine, and not through a proxy on it, trusted or not.</summary>
    public static bool IsLocal(HttpContext context) => FindSign(context).Kind == RemoteSignKind.None;

    /// <summary>Finds the sign that the request does not come from a client on this machine.</summary>
    public static RemoteSign FindSign(HttpContext context)
    {
        if (context.Connection.RemoteIpAddress is not { } address || !IPAddress.IsLoopback(address))
        {
            return new RemoteSign(RemoteSignKind.Address);
        }

        if (FindProxyHeader(context.Request.Headers) is { } header)
        {
            return new RemoteSign(RemoteSignKind.Header, header);
        }

        if (context.Features.Get<ListedProxy>() is not null)
        {
            return new RemoteSign(RemoteSignKind.ListedProxy);
        }

        if (HttpProtocol.IsHttp10(context.Request.Protocol) || HttpProtocol.IsHttp09(context.Request.Protocol))
        {
            return new RemoteSign(RemoteSignKind.OldHttp);
        }

        string host = context.Request.Headers.Host.ToString();
        return host.Length == 0 || IsOwnHost(host, context.Connection.LocalPort) ? default : new RemoteSign(RemoteSignKind.Host, host);
    }

    /// <summary>Runs for each event: allocates nothing, and skips the lookups by name when only the usual headers were sent.</summary>
    private static string? FindProxyHeader(IHeaderDictionary headers)
    {
        int usual = (headers.ContentLength is null ? 0 : 1) + Has(headers.Host) + Has(headers.ContentType) + Has(headers.UserAgent) + Has(headers.Accept)
            + Has(headers.AcceptEncoding) + Has(headers.Authorization) + Has(headers.Connection);
        if (usual == headers.Count)
        {
            return null;
        }

        foreach (string header in ProxyHeaders)
        {
            if (headers.ContainsKey(header))
            {
                return header;
            }
        }

        return null;

        static int Has(StringValues values) => values.Count == 0 ? 0 : 1;
    }

    /// <summary>
    /// Returns whether a browser on this machine sent the request on behalf of another site: to a name of that site which
    /// resolves to this machine, or from one of its scripts or forms.
    /// </summary>
    public static bool IsForOtherSite(HttpContext context) => !IsOwnHost(context.Request.Headers.Host.ToString(), 0) || IsFromOtherSite(context);

    /// <summary>Returns whether a browser sent the request for a script or form of another site. Following a link is harmless.</summary>
    public static bool IsFromOtherSite(HttpContext context)
    {
        HttpRequest request = context.Request;
        bool isRead = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        string site = request.Headers["Sec-Fetch-Site"].ToString();
        string origin = request.Headers.Origin.ToString();
        bool isOwn = site is "" or "none" or "same-origin" && (origin.Length == 0 || origin == $"{request.Scheme}://{request.Host}");
        return !isOwn && !(isRead && request.Headers["Sec-Fetch-Mode"] == "navigate");
    }

    /// <summary>
    /// Returns whether a Host header names this machine's loopback, and no port other than the connected one. A proxy that
    /// passes on its client's header names the port that the proxy itself listens on.
    /// </summary>
    /// <param name="host">The header.</param>
    /// <param name="port">The connected port; 0 for any.</param>
    private static bool IsOwnHost(ReadOnlySpan<char> host, int port)
    {
        int colon = host.LastIndexOf(':');
        if (colon > host.LastIndexOf(']'))
        {
            if (port != 0 && !(int.TryParse(host[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out int named) && named == port))
            {
                return false;
            }

            host = host[..colon];
        }

        return host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (host.StartsWith("127.", StringComparison.Ordinal) && IPAddress.IsValid(host))
            || (host is ['[', .., ']'] && IPAddress.TryParse(host[1..^1], out IPAddress? address) && IPAddress.IsLoopback(address));
    }
}
