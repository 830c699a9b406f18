using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Footfall.Enrich;

/// <summary>An address split at its delimiters (RFC 3986, section 3), nothing decoded, without user information and fragment.</summary>
internal readonly ref struct UrlParts
{
    private const int MaxSchemeLength = 64;

    private static readonly SearchValues<byte> SchemeBytes =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-."u8);

    public UrlScheme Scheme { get; private init; }

    /// <summary>The host as typed; empty in an app's address without one.</summary>
    public ReadOnlySpan<byte> Host { get; private init; }

    /// <summary>The port, if it is there and not the default of the scheme; otherwise 0.</summary>
    public int Port { get; private init; }

    /// <summary>From the slash on; empty if there is none.</summary>
    public ReadOnlySpan<byte> Path { get; private init; }

    /// <summary>Without the question mark.</summary>
    public ReadOnlySpan<byte> Query { get; private init; }

    /// <summary>Splits an address at its delimiters.</summary>
    /// <param name="url">Any bytes; the parts are slices of it.</param>
    /// <param name="parts">Valid if the result is <see cref="UrlFault.None"/>.</param>
    public static UrlFault Split(ReadOnlySpan<byte> url, out UrlParts parts)
    {
        parts = default;
        if (!TryReadScheme(url, out UrlScheme scheme, out ReadOnlySpan<byte> rest, out UrlFault fault))
        {
            return fault;
        }

        bool isWeb = scheme is UrlScheme.Http or UrlScheme.Https;

        // Browsers take a backslash for a slash in addresses of the web.
        int end = isWeb ? rest.IndexOfAny("/?#\\"u8) : rest.IndexOfAny("/?#"u8);
        ReadOnlySpan<byte> authority = end < 0 ? rest : rest[..end];
        rest = end < 0 ? default : rest[end..];
        authority = authority[(authority.LastIndexOf((byte)'@') + 1)..];
        if (!TryReadAuthority(authority, scheme, out ReadOnlySpan<byte> host, out int port) || (isWeb && host.IsEmpty))
        {
            return UrlFault.InvalidHost;
        }

        int hash = rest.IndexOf((byte)'#');
        rest = hash < 0 ? rest : rest[..hash];
        int question = rest.IndexOf((byte)'?');
        parts = new UrlParts
        {
            Scheme = scheme,
            Host = host,
            Port = port,
            Path = question < 0 ? rest : rest[..question],
            Query = question < 0 ? default : rest[(question + 1)..],
        };
        return UrlFault.None;
    }

    private static bool TryReadScheme(ReadOnlySpan<byte> url, out UrlScheme scheme, out ReadOnlySpan<byte> rest, out UrlFault fault)
    {
        scheme = default;
        rest = default;
        fault = UrlFault.NotAbsolute;
        int length = url.IndexOf((byte)':');
        if (length is < 1 or > MaxSchemeLength || !char.IsAsciiLetter((char)url[0]) || url[..length].ContainsAnyExcept(SchemeBytes))
        {
            return false;
        }

        ReadOnlySpan<byte> name = url[..length];
        rest = url[(length + 1)..];

        // data:, javascript:, about:, blob: and mailto: name no place; file: and view-source: name one on the visitor's own machine.
        if (!rest.StartsWith("//"u8) || Is(name, "file"u8) || Is(name, "data"u8) || Is(name, "javascript"u8) || Is(name, "view-source"u8))
        {
            // A port without a scheme, as in example.com:8080/page, is not a scheme.
            fault = name.Contains((byte)'.') || Is(name, "localhost"u8) ? UrlFault.NotAbsolute : UrlFault.RefusedScheme;
            return false;
        }

        rest = rest[2..];
        scheme = Is(name, "https"u8) ? UrlScheme.Https : Is(name, "http"u8) ? UrlScheme.Http
            : Is(name, "android-app"u8) ? UrlScheme.AndroidApp : UrlScheme.App;
        return true;
    }

    private static bool TryReadAuthority(ReadOnlySpan<byte> authority, UrlScheme scheme, out ReadOnlySpan<byte> host, out int port)
    {
        port = 0;
        int hostEnd = authority.StartsWith("["u8) ? authority.IndexOf((byte)']') + 1 : authority.IndexOf((byte)':');
        hostEnd = hostEnd < 0 ? authority.Length : hostEnd;
        host = authority[..hostEnd];
        ReadOnlySpan<byte> rest = authority[hostEnd..];
        if (rest.IsEmpty || rest.SequenceEqual(":"u8))
        {
            return true;
        }

        if (rest[0] != ':' || !Utf8Parser.TryParse(rest[1..], out ushort number, out int read) || read != rest.Length - 1)
        {
            return false;
        }

        port = (scheme, number) is (UrlScheme.Http, 80) or (UrlScheme.Https, 443) ? 0 : number;
        return true;
    }

    private static bool Is(ReadOnlySpan<byte> name, ReadOnlySpan<byte> lower) => Ascii.EqualsIgnoreCase(name, lower);
}

/// <summary>The kinds of schemes that an address can have.</summary>
internal enum UrlScheme : byte
{
    Http,
    Https,
    AndroidApp,

    /// <summary>An app's own scheme, followed by <c>//</c>.</summary>
    App,
}
