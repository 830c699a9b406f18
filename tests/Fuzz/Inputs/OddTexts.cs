using CsCheck;

namespace Footfall.Fuzz.Inputs;

/// <summary>Texts that some program on the way could misinterpret: paths, keys, markup, SQL, and the edges of Unicode.</summary>
internal static class OddTexts
{
    /// <summary>Odd but valid site ids.</summary>
    public static readonly string[] Sites =
    [
        "a", "A", "a ", " a", " ", ".", "..", "/", "//", "a/b", "a/../b", "../a", "\\", "a\\b", "%", "%2F", "%2f", "%252F", "%00", "%zz", "%C0%AF", "%E2%82", "+", "a+b", "a%20b",
        "{1}", "{}", "}{", "{a}b", "footfall:{1}:ready", "footfall:{1}:q:0123456789abcdef:a", "0123456789abcdef:a", "0123456789abcdef", ":", "*", "?", "[a-z]", "\\*",
        "live", "LIVE", "%6Cive", "ledger", "pause", "entries", "dead-letters", "api", "operator", "sites", "http:", "null", "true", "0", "-1", "1e999",
        "'", "''", "\"", "'; DROP TABLE events; --", "' OR '1'='1", "$1", "$$", "\\'; SELECT pg_sleep(9); --", "\\x00", "\\N", "\\.", "%s%n", "${jndi:ldap://x}", "{{7*7}}",
        "<script>alert(1)</script>", "]]>", "&amp;", "a\r\nSet-Cookie: x=1", "a\nb", "\t", "\u0001", "\u007f", "\u0085", "\u00a0", "\u00ad",
        "é", "e\u0301", "É", "ß", "ẞ", "ı", "İ", "ﬀ", "\u202eabc", "\u200f", "\u200b", "\u2028", "\ufeff", "\ufffd", "\uffff", "\U0010ffff", "👩‍👩‍👧‍👦", "🦶",
        "a,b", "a;b", "a=b", "a&b", "a#b", "a?b", "a@b", "a|b", "site_id", "__proto__", "constructor",
        .. LongOnes(),
    ];

    /// <summary>Texts that no field accepts: NUL, lone surrogates, too long.</summary>
    private static readonly string[] Refused = ["\0", "a\0b", "\ud800", "a\udc00b", "\ud83e", new('s', 256), Repeat("🦶", 128), Repeat("🦶", 255), new('p', 1001), new('€', 1001)];

    private static readonly Gen<string> Random = Gen.String[Gen.Char, 0, 20];

    /// <summary>Mostly valid texts.</summary>
    public static readonly Gen<string> Any = Gen.Frequency(
        (10, Gen.OneOf(Sites)),
        (3, Random),
        (2, Gen.OneOf(Refused)),
        (1, Gen.Const("")),
        (1, Gen.Select(Gen.Char, Gen.Int[0, 1200], (letter, length) => new string(letter, length))));

    public static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));

    /// <summary>Returns texts at the limits of site_id and path, in UTF-16 units.</summary>
    private static IEnumerable<string> LongOnes() =>
        [new('s', 254), new('s', 255), new('€', 255), Repeat("🦶", 127), Repeat("🦶", 127) + "x", new('/', 255), new('%', 255), new('{', 255), Repeat("..", 127)];
}
