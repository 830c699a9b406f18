namespace Footfall.Enrich;

/// <summary>The headers of one request that describe its sender; empty where there is none. Long values are cut here, before any work.</summary>
internal readonly ref struct AgentHeaders
{
    /// <summary>In characters. Real strings are shorter, except some of Facebook's apps, which say what matters before.</summary>
    public const int MaxUserAgentLength = 512;

    /// <summary>In characters; real ones have at most about 150. A longer hint is ignored, since a part of a list is not a list.</summary>
    public const int MaxHintLength = 256;

    /// <summary>Maximum length of a key, in characters.</summary>
    public const int MaxKeyLength = 1 + MaxUserAgentLength + (5 * (1 + MaxHintLength)) + 1;

    /// <summary><c>User-Agent</c></summary>
    public ReadOnlySpan<char> UserAgent
    {
        get;
        init => field = value.Length > MaxUserAgentLength ? value[..MaxUserAgentLength] : value;
    }

    /// <summary><c>Sec-CH-UA</c>: a list of brands with major versions.</summary>
    public ReadOnlySpan<char> Brands { get; init => field = Limit(value); }

    /// <summary><c>Sec-CH-UA-Full-Version-List</c>: the same with full versions, for sites that asked for it.</summary>
    public ReadOnlySpan<char> FullVersions { get; init => field = Limit(value); }

    /// <summary><c>Sec-CH-UA-Mobile</c>: <c>?1</c> or <c>?0</c>.</summary>
    public ReadOnlySpan<char> Mobile { get; init => field = Limit(value); }

    /// <summary><c>Sec-CH-UA-Platform</c>: a text such as <c>"Windows"</c>.</summary>
    public ReadOnlySpan<char> Platform { get; init => field = Limit(value); }

    /// <summary><c>Sec-CH-UA-Platform-Version</c>: a text such as <c>"15.0.0"</c>, for sites that asked for it.</summary>
    public ReadOnlySpan<char> PlatformVersion { get; init => field = Limit(value); }

    /// <summary>
    /// Whether the visitor's own request came without <c>Accept-Language</c>. False for events whose sender speaks for a visitor: what
    /// such a sender leaves out says nothing.
    /// </summary>
    public bool LacksAcceptLanguage { get; init; }

    /// <summary>Writes all values so that different headers have different keys, whatever characters they contain.</summary>
    /// <param name="buffer">At least <see cref="MaxKeyLength"/> characters.</param>
    /// <returns>The key, in the buffer.</returns>
    public ReadOnlySpan<char> WriteKey(Span<char> buffer)
    {
        int length = 0;
        Append(UserAgent, buffer, ref length);
        Append(Brands, buffer, ref length);
        Append(FullVersions, buffer, ref length);
        Append(Mobile, buffer, ref length);
        Append(Platform, buffer, ref length);
        Append(PlatformVersion, buffer, ref length);
        buffer[length++] = LacksAcceptLanguage ? '1' : '0';
        return buffer[..length];
    }

    /// <summary>The length stands first, so that no text can contain the end of a value.</summary>
    private static void Append(ReadOnlySpan<char> value, Span<char> buffer, ref int length)
    {
        buffer[length++] = (char)value.Length;
        value.CopyTo(buffer[length..]);
        length += value.Length;
    }

    private static ReadOnlySpan<char> Limit(ReadOnlySpan<char> value) => value.Length > MaxHintLength ? [] : value;
}
