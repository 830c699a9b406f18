using Footfall.Wire;

namespace Footfall.Enrich;

/// <summary>
/// What an event keeps of the full address of its page: path, host, tags of a campaign, and which kind of click id was there.
/// The rest of the query, the fragment and the user information are never kept.
/// </summary>
/// <remarks>The texts are slices of the address or of the scratch memory, and valid as long as both.</remarks>
internal readonly ref struct PageUrl
{
    /// <summary>Longest address, in bytes.</summary>
    public const int MaxBytes = 2000;

    /// <summary>Longest path, in UTF-16 units; a longer one is cut.</summary>
    public const int MaxPathLength = 1000;

    /// <summary>Memory that <see cref="Read"/> needs: nothing decoded is longer than it was.</summary>
    public const int ScratchBytes = MaxBytes + HostName.MaxBytes;

    /// <summary>Why the address is refused; everything else is empty then.</summary>
    public UrlFault Fault { get; private init; }

    /// <summary>The host in lower case without <c>www.</c>, in Unicode; empty if an app's address has none.</summary>
    public ReadOnlySpan<byte> Hostname { get; private init; }

    /// <summary>The host as typed, which is a slice of the address.</summary>
    public ReadOnlySpan<byte> TypedHost { get; private init; }

    /// <summary>The path, decoded where that changes no meaning; <c>/</c> if there is none.</summary>
    public ReadOnlySpan<byte> Path { get; private init; }

    public CampaignTags Tags { get; private init; }

    public ClickIdKind ClickId { get; private init; }

    /// <summary>Reads an address; never throws.</summary>
    /// <param name="url">The address in UTF-8; white space and control characters around it are ignored, as browsers do.</param>
    /// <param name="scratch">At least <see cref="ScratchBytes"/> long.</param>
    public static PageUrl Read(ReadOnlySpan<byte> url, Span<byte> scratch)
    {
        url = TrimEnds(url);
        if (url.Length > MaxBytes)
        {
            return new PageUrl { Fault = UrlFault.TooLong };
        }

        if (!StorableText.IsStorable(url))
        {
            return new PageUrl { Fault = UrlFault.NotText };
        }

        if (UrlParts.Split(url, out UrlParts parts) is var fault and not UrlFault.None)
        {
            return new PageUrl { Fault = fault };
        }

        int hostLength = 0;
        if (!parts.Host.IsEmpty && !HostName.TryWrite(parts.Host, scratch, out hostLength))
        {
            return new PageUrl { Fault = UrlFault.InvalidHost };
        }

        ReadOnlySpan<byte> host = scratch[..hostLength];
        ReadOnlySpan<byte> path = ReadPath(parts.Path, ref scratch, hostLength);
        TaggedQuery query = TaggedQuery.Read(parts.Query, scratch);
        return new PageUrl { Hostname = host, TypedHost = parts.Host, Path = path, Tags = query.Tags, ClickId = query.ClickId };
    }

    /// <summary>Removes white space and control characters from both ends.</summary>
    public static ReadOnlySpan<byte> TrimEnds(ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty && text[0] <= ' ')
        {
            text = text[1..];
        }

        while (!text.IsEmpty && text[^1] <= ' ')
        {
            text = text[..^1];
        }

        return text;
    }

    private static ReadOnlySpan<byte> ReadPath(ReadOnlySpan<byte> typed, scoped ref Span<byte> scratch, int used)
    {
        scratch = scratch[used..];
        if (typed.IsEmpty)
        {
            return "/"u8;
        }

        ReadOnlySpan<byte> path = typed;
        if (typed.Contains((byte)'%'))
        {
            int length = PercentText.DecodePath(typed, scratch);
            path = scratch[..length];
            scratch = scratch[length..];
        }

        return Utf8Cut.To(path, MaxPathLength);
    }
}
