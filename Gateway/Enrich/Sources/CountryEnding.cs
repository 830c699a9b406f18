namespace Footfall.Enrich;

/// <summary>
/// The endings for which <c>*</c> stands in <c>google.*</c>: one label (<c>com</c>, <c>de</c>), or a registry's label and a
/// country (<c>co.uk</c>, <c>com.br</c>).
/// </summary>
/// <remarks>So <c>google.example.com</c> is no Google. Sites of many countries use no other endings, so no list is needed.</remarks>
internal static class CountryEnding
{
    private const int CountryLength = 2;

    private static readonly string[] Registries = ["co", "com", "net", "org", "edu", "gov", "gob", "ac", "ne", "or"];

    /// <summary>Returns the length of what stands before the ending and its dot; 0 if nothing does.</summary>
    public static int StemLength(ReadOnlySpan<char> host)
    {
        int last = host.LastIndexOf('.');
        if (last <= 0 || !IsLetters(host[(last + 1)..]))
        {
            return 0;
        }

        int before = host[..last].LastIndexOf('.');
        return before > 0 && host.Length - last - 1 == CountryLength && IsRegistry(host[(before + 1)..last]) ? before : last;
    }

    private static bool IsLetters(ReadOnlySpan<char> label)
    {
        foreach (char letter in label)
        {
            if (!char.IsAsciiLetter(letter))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsRegistry(ReadOnlySpan<char> label)
    {
        foreach (string registry in Registries)
        {
            if (label.SequenceEqual(registry))
            {
                return true;
            }
        }

        return false;
    }
}
