namespace Footfall.Access;

/// <summary>
/// An origin that may send a site's events: scheme, host and port, as browsers send them in <c>Origin</c> (RFC 6454), or with
/// <c>*.</c> before the host for all of its subdomains, but not the host itself.
/// </summary>
internal sealed class AllowedOrigin
{
    private const string AnySubdomain = "*.";

    private readonly string _scheme;
    private readonly string _host;
    private readonly int _port;
    private readonly bool _isWildcard;

    private AllowedOrigin(Uri address, bool isWildcard)
    {
        _scheme = address.Scheme;
        _host = address.IdnHost;
        _port = address.Port;
        _isWildcard = isWildcard;
    }

    /// <summary>Parses an allowed origin; null when the text is invalid.</summary>
    public static AllowedOrigin? Parse(string text)
    {
        int host = text.IndexOf("://", StringComparison.Ordinal) + "://".Length;
        bool isWildcard = host >= "://".Length && text.AsSpan(host).StartsWith(AnySubdomain);
        string plain = isWildcard ? text.Remove(host, AnySubdomain.Length) : text;
        return ParseOrigin(plain) is { } address && (!isWildcard || address.HostNameType == UriHostNameType.Dns) ? new AllowedOrigin(address, isWildcard) : null;
    }

    /// <param name="origin">An <c>Origin</c> header or a page's address; <c>null</c>, the origin of opaque pages, matches nothing.</param>
    public bool Matches(string origin) =>
        Uri.TryCreate(origin, UriKind.Absolute, out Uri? address)
        && address.Scheme == _scheme
        && address.Port == _port
        && address.UserInfo.Length == 0
        && (_isWildcard
            ? address.IdnHost.Length > _host.Length + 1 && address.IdnHost.EndsWith("." + _host, StringComparison.OrdinalIgnoreCase)
            : address.IdnHost.Equals(_host, StringComparison.OrdinalIgnoreCase));

    /// <summary>Parses an origin with a web scheme and nothing after the port.</summary>
    private static Uri? ParseOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out Uri? address)
        && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
        && address.PathAndQuery == "/" && address.Fragment.Length == 0 && address.UserInfo.Length == 0 && !text.EndsWith('/') && !text.Contains('*', StringComparison.Ordinal)
            ? address
            : null;
}
