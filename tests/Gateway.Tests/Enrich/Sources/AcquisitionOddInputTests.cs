using System.Text;
using CsCheck;

namespace Footfall.Enrich;

/// <summary>Nothing that a sender writes makes the room throw, and all that it returns can be stored.</summary>
[Trait("Tier", "fast")]
public sealed class AcquisitionOddInputTests
{
    private const int Iterations = 5000;

    /// <summary>Pieces of addresses, so that random texts get beyond the first check.</summary>
    private static readonly Gen<byte[]> Piece = Gen.Frequency(
        (10, Gen.OneOf(
            "https://", "http://", "android-app://", "x://", "www.", "example", ".com", ".", "/", "//", "?", "#", "&", "=", ":", "@", "[", "]", "::1", ":80", "%", "%C3", "%A9", "%00",
            "%E2%82%AC", "%F0%9F", "%2F", "%25", "+", " ", "xn--", "xn--bcher-kva", "xn--a", "utm_source", "utm_medium=", "ref", "gclid", "amp;", "google", "mastodon", "é", "🦶", "\0", "\u202e", "-", "q=0", ",", ";", "*")
            .Select(Encoding.UTF8.GetBytes)),
        (2, Gen.Byte.Array[0, 6]),
        (1, Gen.Select(Gen.Byte, Gen.Int[0, 2200]).Select((letter, count) => Enumerable.Repeat(letter, count).ToArray())));

    private static readonly Gen<byte[]> Odd = Piece.Array[0, 14].Select(pieces => pieces.SelectMany(piece => piece).ToArray());

    private static readonly Gen<byte[]> OddAddress = Gen.Select(Gen.OneOf("", "https://example.com", "https://example.com/?utm_source=", "android-app://").Select(Encoding.UTF8.GetBytes), Odd)
        .Select((start, end) => start.Concat(end).ToArray());

    [Fact]
    public void Address_OfAnyBytes_IsReadOrRefused() => Gen.Select(OddAddress, OddAddress).Sample(
        (url, referrer) =>
        {
            // Throws if something cannot be stored.
            Enriched read = Enriched.Of(url, referrer);

            string[] texts = [read.Hostname, read.Path, .. read.Tags, read.Referrer, read.Source];
            Assert.DoesNotContain(texts, text => text.Contains('\0'));
            Assert.All(read.Tags, tag => Assert.InRange(tag.Length, 0, CampaignTags.MaxLength));
            Assert.InRange(read.Path.Length, read.Fault == UrlFault.None ? 1 : 0, PageUrl.MaxPathLength);
            Assert.InRange(Encoding.UTF8.GetByteCount(read.Hostname), 0, HostName.MaxBytes);
            Assert.InRange(read.Referrer.Length, 0, Referrer.MaxLength);
            Assert.False(read.Referrer.EndsWith('/'));
            Assert.True(read.Referrer.Length == 0 || read.Hostname.Length == 0 || !read.Referrer.StartsWith(read.Hostname + "/", StringComparison.Ordinal));
        },
        iter: Iterations);

    [Fact]
    public void Address_ThatWasRead_IsReadTheSameAgain() => OddAddress.Sample(
        url =>
        {
            Enriched first = Enriched.Of(url, default);
            if (first.Fault != UrlFault.None || first.Hostname.Length == 0 || first.Hostname.StartsWith("www.", StringComparison.Ordinal))
            {
                return;
            }

            Enriched second = Enriched.Of("https://" + first.Hostname + first.Path);
            Assert.Equal((UrlFault.None, first.Hostname), (second.Fault, second.Hostname));
        },
        iter: Iterations);

    [Fact]
    public void Value_OfAnyText_IsDecodedAsItWasEscaped() => Gen.String[Gen.Char, 0, 60].Sample(
        text =>
        {
            string valid = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.Replace('\0', ' ')));
            byte[] decoded = new byte[valid.Length * 9];
            int length = PercentText.DecodeValue(Encoding.UTF8.GetBytes(Uri.EscapeDataString(valid)), decoded);

            Assert.Equal(valid, Encoding.UTF8.GetString(decoded, 0, length));
        },
        iter: Iterations);

    [Fact]
    public void Text_WithoutNul_BecomesNoLonger() => Gen.Select(Odd, Gen.Bool).Sample(
        (bytes, isValue) =>
        {
            byte[] valid = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes).Replace("\0", "", StringComparison.Ordinal));
            byte[] decoded = new byte[(valid.Length * 3) + 16];

            Assert.InRange(isValue ? PercentText.DecodeValue(valid, decoded) : PercentText.DecodePath(valid, decoded), 0, valid.Length);
        },
        iter: Iterations);

    [Fact]
    public void Language_OfAnyBytes_IsCanonicalOrNone() => Odd.Sample(
        bytes =>
        {
            byte[] first = new byte[LanguageTag.MaxBytes];
            byte[] second = new byte[LanguageTag.MaxBytes];
            ReadOnlySpan<byte> tag = LanguageTag.Write(bytes, first);
            Assert.True(LanguageTag.Write(tag, second).SequenceEqual(tag));
            tag = LanguageTag.WriteFirst(Encoding.Latin1.GetString(bytes), first);
            Assert.True(LanguageTag.Write(tag, second).SequenceEqual(tag));
        },
        iter: Iterations);
}
