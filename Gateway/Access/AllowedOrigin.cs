namespace Footfall.Access;

/// <summary>
/// An origin that may send a site's events: scheme, host and port, as browsers write them in <c>Origin</c> (RFC 6454), or with
/// <c>*.</c> before the host for all of its sub-domains, but not itself.
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

    /// <summary>Null for a text that is no such origin.</summary>
    public static AllowedOrigin? Parse(string text)
    {
        int host = text.IndexOf("://", StringComparison.Ordinal) + "://".Length;
        bool isWildcard = host >= "://".Length && text.AsSpan(host).StartsWith(AnySubdomain);
        string plain = isWildcard ? text.Remove(host, AnySubdomain.Length) : text;
        return ParseOrigin(plain) is { } address && (!isWildcard || address.HostNameType == UriHostNameType.Dns) ? new AllowedOrigin(address, isWildcard) : null;
    }

    /// <param name="origin">As a browser sent it, or a page's address; <c>null</c> for pages that have none matches nothing.</param>
    public bool Matches(string origin) =>
        Uri.TryCreate(origin, UriKind.Absolute, out Uri? address)
        && address.Scheme == _scheme
        && address.Port == _port
        && address.UserInfo.Length == 0
        && (_isWildcard
            ? address.IdnHost.Length > _host.Length + 1 && address.IdnHost.EndsWith("." + _host, StringComparison.OrdinalIgnoreCase)
            : address.IdnHost.Equals(_host, StringComparison.OrdinalIgnoreCase));

    /// <summary>With nothing behind the port, and none but a page's scheme.</summary>
    private static Uri? ParseOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out Uri? address)
        && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
        && address.PathAndQuery == "/" && address.Fragment.Length == 0 && address.UserInfo.Length == 0 && !text.EndsWith('/') && !text.Contains('*', StringComparison.Ordinal)
            ? address
            : null;
}
