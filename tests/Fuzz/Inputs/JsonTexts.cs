using System.Globalization;
using System.Text;
using CsCheck;

namespace Footfall.Fuzz.Inputs;

/// <summary>Unusual JSON, byte by byte: any text in any spelling, endless numbers, bottomless nesting.</summary>
internal static class JsonTexts
{
    private static readonly Gen<byte[]> Numbers = Gen.OneOf(
        "0", "-0", "7", "01", "+1", "1.", ".5", "1e5", "1e999999999", "-1E-999999999", "NaN", "Infinity", "0x10", "9223372036854775808", new string('9', 400), "0." + new string('3', 3000), "1" + new string('0', 9000))
        .Select(Encoding.ASCII.GetBytes);

    /// <summary>Nesting around the depth at which parsers stop, and far beyond.</summary>
    private static readonly Gen<byte[]> Nested = Gen.Select(Gen.OneOf(Gen.Int[1, 70], Gen.Int[61, 66], Gen.Const(3000)), Gen.Bool, Gen.Int[0, 9], Nest);

    private static readonly Gen<byte[]> Others = Gen.OneOf(
        "null", "true", "false", "[]", "{}", "[1,2]", "{\"a\":{\"b\":[]}}", "nul", "'x'", "\"", "\"\\x\"", "\"\\u12\"", "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\\ud83e\\uddb6\"", "\"\\u0000\"", "")
        .Select(Encoding.UTF8.GetBytes);

    /// <summary>Quoted bytes that are not UTF-8: truncated, overlong, surrogates, beyond the last character.</summary>
    private static readonly Gen<byte[]> NotUtf8 = Gen.OneOf<byte[]>(
        [0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xC0, 0x80], [0xC0, 0xAF], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82], [0x80])
        .Select(bytes => (byte[])[(byte)'"', .. bytes, (byte)'"']);

    /// <summary>Values of any kind, mostly not texts.</summary>
    public static readonly Gen<byte[]> AnyValue = Gen.Frequency((4, Others), (2, Numbers), (2, Nested), (1, NotUtf8), (3, Spelled(OddTexts.Any)));

    /// <summary>Valid white space, and some that is not valid.</summary>
    public static readonly Gen<byte[]> Space = Gen.Frequency(
        (20, Gen.Const((byte[])[])),
        (3, Gen.OneOf(" ", "\t", "\r\n", "\n\n", "    ").Select(Encoding.ASCII.GetBytes)),
        (1, Gen.OneOf("\ufeff", "\u00a0", "/**/", "//x\n", "\f", "\0", ",").Select(Encoding.UTF8.GetBytes)));

    /// <summary>Returns texts as JSON strings: plain, with every character escaped, or with some.</summary>
    public static Gen<byte[]> Spelled(Gen<string> texts) => Gen.Select(texts, Gen.Int[0, 3], Spell);

    public static byte[] Spell(string text, int spelling)
    {
        var json = new StringBuilder("\"");
        for (int i = 0; i < text.Length; i++)
        {
            char letter = text[i];
            bool mustEscape = letter is < ' ' or '"' or '\\' || IsHalf(text, i);
            if (mustEscape || spelling == 1 || (spelling == 2 && i % 3 == 0))
            {
                json.Append(letter switch
                {
                    '\n' when spelling != 1 => "\\n",
                    '"' when spelling != 1 => "\\\"",
                    '\\' when spelling != 1 => "\\\\",
                    '/' when spelling == 2 => "\\/",
                    _ => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}"),
                });
            }
            else
            {
                json.Append(letter);
            }
        }

        return Encoding.UTF8.GetBytes(json.Append('"').ToString());
    }

    private static bool IsHalf(string text, int i) => char.IsSurrogate(text[i])
        && !(char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
        && !(char.IsLowSurrogate(text[i]) && i > 0 && char.IsHighSurrogate(text[i - 1]));

    private static byte[] Nest(int depth, bool isArray, int missing)
    {
        string open = isArray ? "[" : "{\"a\":";
        string close = isArray ? "]" : "}";
        return Encoding.ASCII.GetBytes(OddTexts.Repeat(open, depth) + (isArray ? "" : "1") + OddTexts.Repeat(close, missing == 0 ? depth - 1 : depth));
    }
}
