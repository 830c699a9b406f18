using System.Buffers.Text;

namespace Footfall.Enrich;

/// <summary>What an event keeps of the page or app from which its visitor came: host and path, nothing else.</summary>
/// <remarks>The texts are slices of the scratch memory, and valid as long as it.</remarks>
internal readonly ref struct Referrer
{
    /// <summary>Longest text, in UTF-16 units; a longer one is cut.</summary>
    public const int MaxLength = 1000;

    /// <summary>Memory that <see cref="Read"/> needs.</summary>
    public const int ScratchBytes = HostName.MaxBytes + (3 * MaxLength);

    private const int MaxPortText = 6;

    /// <summary>
    /// <c>example.com/page</c>, <c>example.com:8080/page</c> or <c>android-app://com.example</c>: without <c>www.</c>, user
    /// information, default port, query, fragment and slashes at the end. Empty if there is no referrer.
    /// </summary>
    public ReadOnlySpan<byte> Text { get; private init; }

    /// <summary>The beginning of <see cref="Text"/> that names the sender: the host, or the app with its scheme.</summary>
    public ReadOnlySpan<byte> Host { get; private init; }

    public bool IsPresent => !Text.IsEmpty;

    /// <summary>Reads a referrer; never throws. What is invalid, local, or of the site itself is none.</summary>
    /// <param name="referrer">The referrer as sent, in UTF-8, of any length.</param>
    /// <param name="ownHost">The page's host in the form of <see cref="HostName"/>. Its sub-domains are other sites.</param>
    /// <param name="scratch">At least <see cref="ScratchBytes"/> long.</param>
    public static Referrer Read(ReadOnlySpan<byte> referrer, ReadOnlySpan<byte> ownHost, Span<byte> scratch)
    {
        if (UrlParts.Split(PageUrl.TrimEnds(referrer), out UrlParts parts) != UrlFault.None)
        {
            return default;
        }

        int hostLength;
        switch (parts.Scheme)
        {
            case UrlScheme.Http or UrlScheme.Https:
                if (!HostName.TryWrite(parts.Host, scratch, out hostLength) || IsNone(scratch[..hostLength], ownHost))
                {
                    return default;
                }

                break;
            case UrlScheme.AndroidApp:
                if (!AppName.TryWrite(parts.Host, scratch, out hostLength))
                {
                    return default;
                }

                break;
            default:
                return default;
        }

        int length = hostLength + WritePort(parts.Port, scratch[hostLength..]);
        length += PercentText.DecodePath(parts.Path, scratch[length..]);
        ReadOnlySpan<byte> text = Utf8Cut.To(scratch[..length], MaxLength).TrimEnd((byte)'/');
        return new Referrer { Text = text, Host = text[..hostLength] };
    }

    private static bool IsNone(ReadOnlySpan<byte> host, ReadOnlySpan<byte> ownHost) =>
        host.SequenceEqual(ownHost) || HostName.IsLocal(host);

    private static int WritePort(int port, Span<byte> destination)
    {
        if (port == 0)
        {
            return 0;
        }

        destination[0] = (byte)':';
        Utf8Formatter.TryFormat(port, destination[1..MaxPortText], out int digits);
        return digits + 1;
    }
}
