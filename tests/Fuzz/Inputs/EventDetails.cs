using System.Globalization;
using System.Text;
using CsCheck;

namespace Footfall.Fuzz.Inputs;

/// <summary>Members of events that say more than who did what and when: in all forms, most of them valid.</summary>
internal static class EventDetails
{
    public static readonly string[] Names =
    [
        "hostname", "title", "referrer", "utm_source", "utm_medium", "utm_campaign", "utm_content", "utm_term", "language", "props", "revenue",
        "engaged_ms", "scroll", "screen_width", "url", "ip", "user_agent", "accept_language", "automated",
    ];

    /// <summary>Fields that senders cannot set.</summary>
    private static readonly string[] Derived =
        ["visitor", "source", "channel", "click_id", "browser", "browser_version", "os", "os_version", "device", "country", "region", "city", "bot"];

    private static readonly Gen<string> Hosts = Gen.OneOf(
        "example.com", "WWW.Example.COM", "a", "xn--bcher-kva.example", "bücher.example", "xn--o3cw4h.xn--o3cw4hh8a1a7b.example", "127.0.0.1", "[::1]", "a.", ".", "a..b", "a b", "xn--", "a:80", "ß.de", "");

    private static readonly Gen<string> Urls = Gen.Select(
        Gen.OneOf("https://", "http://", "HTTPS://u:p@", " https://", "android-app://", "app://", "//", "", "javascript:", "data:", "file://", "https:/"),
        Hosts,
        Gen.OneOf("", "/", "/a/%C3%A9", "/%00", "/%2F%zz", "/a b", "\\x", ":8080/x", "/é", "/\0", "/" + new string('p', 1200), "/" + new string('€', 700)),
        Gen.OneOf("", "?", "?utm_source=a&utm_medium=b", "?mtm_campaign=%C3%A9+x&ref=r&gclid=1", "?utm_term=%00&utm_content=%FF&fbclid=2", "?utm_source=" + new string('s', 300), "?" + new string('&', 200)),
        Gen.OneOf("", "#f?utm_source=z"),
        (scheme, host, path, query, fragment) => scheme + host + path + query + fragment);

    private static readonly Gen<string> Addresses = Gen.OneOf(
        "192.0.2.7", "255.255.255.255", "0.0.0.0", "01.2.3.4", "1.2.3", "1.2.3.4.", "256.1.1.1", "2001:db8::7", "::", "::ffff:1.2.3.4", "fe80::1%1", "[::1]", "::1:80:x", "1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8:9", "");

    private static readonly Gen<string> Languages = Gen.OneOf("de", "de-at", "ZH-hant-TW", "und", "x-private", "en_US", "C", "en-US@posix", "*", "i-klingon", "de-DE-u-co-phonebk", "sl-rozaj-biske-1994-verylongindeed-xx");

    private static readonly Gen<byte[]> Numbers = Gen.OneOf(
        Gen.Int[-1, 102].Select(number => number.ToString(CultureInfo.InvariantCulture)),
        Gen.OneOf("86399999", "86400000", "1000000", "1000001", "1920", "7.0", "7.00000", "7.5", "-0", "1e1", "4294967296", "18446744073709551616", "99999999999", "\"7\"")).Select(Encoding.ASCII.GetBytes);

    private static readonly Gen<byte[]> Amounts = Gen.Frequency(
        (4, Gen.OneOf("12.99", "12.990", "0", "-0.001", "999999999999999.999", "1000000000000000", "1.0000", "1e3", "-0", "\"12.50\"", "\"-7\"", "\"007.1\"", "\"1,5\"", "\"\\u0031\"", "\"\"").Select(Encoding.ASCII.GetBytes)),
        (1, JsonTexts.AnyValue));

    private static readonly Gen<byte[]> Currencies = Gen.Frequency((4, Gen.OneOf("\"EUR\"", "\"usd\"", "\"Eu\\u0052\"", "\"EURO\"", "\"E1R\"", "\"\"").Select(Encoding.ASCII.GetBytes)), (1, JsonTexts.AnyValue));

    private static readonly Gen<byte[]> Revenues = Gen.Frequency(
        (10, Gen.Select(Amounts, Currencies, JsonTexts.Space, (amount, currency, space) => (byte[])[(byte)'{', .. space, .. "\"amount\":"u8, .. amount, .. ",\"currency\":"u8, .. space, .. currency, (byte)'}'])),
        (2, Gen.Select(Currencies, Amounts, JsonTexts.AnyValue, (currency, amount, other) =>
            (byte[])[.. "{\"currency\":7,\"x\":"u8, .. other, .. ",\"currency\":"u8, .. currency, .. ",\"amount\":"u8, .. amount, (byte)'}'])),
        (1, JsonTexts.AnyValue));

    private static readonly Gen<byte[]> Keys = Gen.Frequency(
        (6, JsonTexts.Spelled(Gen.OneOf("a", "b", "plan", "é\n", "\"", "\\/", "", new string('k', 300), new string('€', 301)))),
        (3, JsonTexts.Spelled(Gen.ULong.Select(tag => tag.ToString("x", CultureInfo.InvariantCulture)))),
        (1, JsonTexts.Spelled(OddTexts.Any)));

    private static readonly Gen<byte[]> Values = Gen.Frequency(
        (6, JsonTexts.Spelled(OddTexts.Any)),
        (3, Gen.OneOf("1", "-1.50", "1e400", "1e401", "1E-400", "true", "false", "null", new string('9', 100), new string('9', 101)).Select(Encoding.ASCII.GetBytes)),
        (1, Gen.Select(JsonTexts.Spelled(Gen.Int[1998, 2002].Select(length => new string('v', length))), json => json)),
        (1, JsonTexts.AnyValue));

    private static readonly Gen<byte[]> Props = Gen.Frequency(
        (10, Gen.Select(Gen.Select(Keys, Values).Array[0, 6], JsonTexts.Space, WriteObject)),
        (1, Gen.Select(Gen.Int[28, 33], Values, (count, value) => WriteObject([.. Enumerable.Range(0, count).Select(i => (Encoding.ASCII.GetBytes($"\"k{i}\""), value))], []))),
        (1, JsonTexts.AnyValue));

    /// <summary>One member, name and value.</summary>
    public static readonly Gen<byte[]> Any = Gen.Frequency(
        (6, Member(Gen.Const("url"), Value(Urls))),
        (5, Member(Gen.Const("props"), Props)),
        (4, Member(Gen.Const("revenue"), Revenues)),
        (5, Member(Gen.OneOf("engaged_ms", "scroll", "screen_width"), Gen.Frequency((8, Numbers), (1, JsonTexts.AnyValue)))),
        (3, Member(Gen.OneOf("hostname"), Value(Hosts))),
        (2, Member(Gen.OneOf("ip"), Value(Addresses))),
        (2, Member(Gen.OneOf("language"), Value(Languages))),
        (1, Member(Gen.OneOf("automated"), Gen.Frequency((4, Gen.OneOf("true", "false").Select(Encoding.ASCII.GetBytes)), (1, JsonTexts.AnyValue)))),
        (6, Member(Gen.OneOf("title", "referrer", "utm_source", "utm_medium", "utm_campaign", "utm_content", "utm_term", "user_agent", "accept_language"), Value(OddTexts.Any))),
        (1, Member(Gen.OneOf(Derived), JsonTexts.AnyValue)));

    private static Gen<byte[]> Value(Gen<string> texts) => Gen.Frequency((20, JsonTexts.Spelled(texts)), (1, JsonTexts.AnyValue));

    private static Gen<byte[]> Member(Gen<string> names, Gen<byte[]> values) =>
        Gen.Select(JsonTexts.Spelled(names), values, (name, value) => (byte[])[.. name, (byte)':', .. value]);

    private static byte[] WriteObject((byte[] Key, byte[] Value)[] members, byte[] space)
    {
        var json = new List<byte> { (byte)'{' };
        for (int i = 0; i < members.Length; i++)
        {
            json.AddRange([.. i > 0 ? ","u8 : default, .. space, .. members[i].Key, .. space, (byte)':', .. space, .. members[i].Value, .. space]);
        }

        return [.. json, (byte)'}'];
    }
}
