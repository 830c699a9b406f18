namespace Footfall.Enrich;

/// <summary>Reads versions as they stand behind names: <c>/153.0.0.0</c>, <c> 10_15_7</c>, <c> v8.2</c>.</summary>
internal static class AgentVersion
{
    /// <summary>Longer numbers are dates or build numbers.</summary>
    private const int MaxDigits = 5;

    /// <param name="text">The text behind a name.</param>
    /// <param name="parts">1 for the major version; 2 for the minor one too, unless it is 0.</param>
    /// <returns>Digits with at most one point between them; null when no version stands at the beginning.</returns>
    public static string? Read(ReadOnlySpan<char> text, int parts)
    {
        text = SkipSeparator(text);
        int length = CountDigits(text);
        if (length is 0 or > MaxDigits)
        {
            return null;
        }

        ReadOnlySpan<char> major = text[..length];
        if (parts < 2 || length + 1 >= text.Length || text[length] is not ('.' or '_'))
        {
            return major.ToString();
        }

        ReadOnlySpan<char> minor = text[(length + 1)..];
        minor = minor[..CountDigits(minor)];
        return minor.Length is 0 or > MaxDigits || !minor.ContainsAnyExcept('0') ? major.ToString() : $"{major}.{minor}";
    }

    /// <summary>Returns the major version behind a name such as <c>Chrome/</c>; null when the name or the version is not there.</summary>
    public static int? ReadMajor(ReadOnlySpan<char> userAgent, string name)
    {
        int at = userAgent.IndexOf(name, StringComparison.Ordinal);
        return at < 0 ? null : ToMajor(Read(userAgent[(at + name.Length)..], 1));
    }

    /// <summary>Returns the number before the point of a version that was read here.</summary>
    public static int? ToMajor(string? version) =>
        version is null ? null : int.Parse(version.AsSpan()[..CountDigits(version)]);

    private static ReadOnlySpan<char> SkipSeparator(ReadOnlySpan<char> text)
    {
        text = !text.IsEmpty && text[0] is '/' or ' ' or '_' or '-' or ':' or '=' ? text[1..] : text;
        return !text.IsEmpty && text[0] == 'v' ? text[1..] : text;
    }

    private static int CountDigits(ReadOnlySpan<char> text)
    {
        int end = text.IndexOfAnyExceptInRange('0', '9');
        return end < 0 ? text.Length : end;
    }
}
