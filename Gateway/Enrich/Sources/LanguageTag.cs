using System.Buffers;
using System.Text;

namespace Footfall.Enrich;

/// <summary>
/// Writes a language in the canonical form of BCP 47 (RFC 5646, section 2.1.1): <c>de-AT</c>, <c>zh-Hant-TW</c>. The syntax is checked,
/// not the registry.
/// </summary>
internal static class LanguageTag
{
    /// <summary>Longest tag in bytes; RFC 5646, section 4.4.1, makes all meaningful ones fit.</summary>
    public const int MaxBytes = 35;

    private const int MaxSubtagBytes = 8;

    internal static readonly SearchValues<byte> Letters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8);

    internal static readonly SearchValues<byte> LettersAndDigits =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"u8);

    /// <summary>Writes the tag of a sender, such as <c>navigator.language</c>.</summary>
    /// <param name="tag">The tag in UTF-8.</param>
    /// <param name="destination">At least <see cref="MaxBytes"/> long.</param>
    /// <returns>The tag in its canonical form, in the destination; empty if it is invalid, private, or <c>und</c>.</returns>
    public static ReadOnlySpan<byte> Write(scoped ReadOnlySpan<byte> tag, Span<byte> destination)
    {
        if (tag.Length is 0 or > MaxBytes || Ascii.EqualsIgnoreCase(tag[..LengthOfSubtag(tag, 0)], "und"u8))
        {
            return default;
        }

        Span<byte> written = destination[..tag.Length];
        LanguagePart part = LanguagePart.None;
        for (int start = 0; start <= tag.Length;)
        {
            int length = LengthOfSubtag(tag, start);
            ReadOnlySpan<byte> subtag = tag.Slice(start, length);
            part = length is 0 or > MaxSubtagBytes ? LanguagePart.None : LanguageParts.Next(subtag, part);
            if (part == LanguagePart.None)
            {
                return default;
            }

            WriteSubtag(subtag, part, written[start..]);
            if (start + length < tag.Length)
            {
                written[start + length] = (byte)'-';
            }

            start += length + 1;
        }

        return LanguageParts.IsComplete(part) ? written : default;
    }

    /// <summary>Writes the first language of the header <c>Accept-Language</c> (RFC 9110, section 12.5.4).</summary>
    /// <param name="header">The header's value.</param>
    /// <param name="destination">At least <see cref="MaxBytes"/> long.</param>
    /// <returns>The tag in its canonical form, in the destination; empty if there is none, or the first is invalid.</returns>
    /// <remarks>
    /// Browsers list languages by preference, so weights change no order; <c>q=0</c> refuses a language and <c>*</c> is any, so both are
    /// passed over.
    /// </remarks>
    public static ReadOnlySpan<byte> WriteFirst(ReadOnlySpan<char> header, Span<byte> destination)
    {
        foreach (Range range in header.Split(','))
        {
            ReadOnlySpan<char> item = header[range].Trim(" \t");
            int semicolon = item.IndexOf(';');
            ReadOnlySpan<char> tag = (semicolon < 0 ? item : item[..semicolon]).TrimEnd(" \t");
            if (tag.IsEmpty || tag is "*" || (semicolon >= 0 && IsRefused(item[(semicolon + 1)..])))
            {
                continue;
            }

            Span<byte> text = stackalloc byte[MaxBytes];
            return Encoding.UTF8.TryGetBytes(tag, text, out int length) ? Write(text[..length], destination) : default;
        }

        return default;
    }

    /// <summary>Returns whether the weight is zero: <c>q=0</c>, <c>q=0.000</c>.</summary>
    private static bool IsRefused(ReadOnlySpan<char> weight)
    {
        weight = weight.Trim(" \t");
        return weight.StartsWith("q=0", StringComparison.OrdinalIgnoreCase) && !weight[2..].ContainsAnyExcept('0', '.');
    }

    private static int LengthOfSubtag(ReadOnlySpan<byte> tag, int start) =>
        tag[start..].IndexOf((byte)'-') is >= 0 and var length ? length : tag.Length - start;

    private static void WriteSubtag(ReadOnlySpan<byte> subtag, LanguagePart part, Span<byte> destination)
    {
        for (int i = 0; i < subtag.Length; i++)
        {
            bool isUpper = part == LanguagePart.Region || (part == LanguagePart.Script && i == 0);
            destination[i] = (byte)(isUpper ? char.ToUpperInvariant((char)subtag[i]) : char.ToLowerInvariant((char)subtag[i]));
        }
    }
}
