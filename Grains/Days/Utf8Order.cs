namespace Footfall.Days;

/// <summary>Compares texts by their UTF-8 bytes, as PostgreSQL does with the collation "C"; null comes first.</summary>
/// <remarks>UTF-16 has another order: its surrogates, of the characters above U+FFFF, are below U+E000 to U+FFFF.</remarks>
internal sealed class Utf8Order : IComparer<string?>
{
    public static readonly Utf8Order Instance = new();

    public static int Compare(string? a, string? b)
    {
        if (a is null || b is null || ReferenceEquals(a, b))
        {
            return (a is null ? 0 : 1) - (b is null ? 0 : 1);
        }

        int same = a.AsSpan().CommonPrefixLength(b);
        return same == a.Length || same == b.Length ? a.Length - b.Length : Rank(a[same]) - Rank(b[same]);
    }

    int IComparer<string?>.Compare(string? x, string? y) => Compare(x, y);

    private static int Rank(char unit) => char.IsSurrogate(unit) ? unit + 0x10000 : unit;
}
