using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace Footfall.Enrich;

/// <summary>Writes the labels of an international host name in Unicode (RFC 5890). Such hosts are rare, so this allocates.</summary>
internal static class InternationalName
{
    private const string AsciiPrefix = "xn--";

    private static readonly IdnMapping Mapping = new() { AllowUnassigned = true };

    /// <summary>
    /// A label that does not decode, or that would show characters other than letters, marks, digits and symbols, stays in its ASCII
    /// form. Returns false if such characters, or invalid UTF-8, are typed into the host itself.
    /// </summary>
    /// <param name="host">The host in lower case; may be the beginning of <paramref name="destination"/>.</param>
    /// <param name="destination">At least <see cref="HostName.MaxBytes"/> long.</param>
    /// <param name="length">The length in bytes.</param>
    public static bool TryWrite(ReadOnlySpan<byte> host, Span<byte> destination, out int length)
    {
        length = host.Length;
        if (!Utf8.IsValid(host))
        {
            return false;
        }

        string typed = Encoding.UTF8.GetString(host);
        string[] labels = typed.Split('.');
        for (int i = 0; i < labels.Length; i++)
        {
            if (!labels[i].StartsWith(AsciiPrefix, StringComparison.Ordinal))
            {
                labels[i] = labels[i].ToLowerInvariant();
                if (!IsReadable(labels[i]))
                {
                    return false;
                }
            }
            else if (Decode(labels[i]) is { } label)
            {
                labels[i] = label;
            }
        }

        // A Unicode form that is too long to keep is as good as none.
        if (!Encoding.UTF8.TryGetBytes(string.Join('.', labels), destination[..HostName.MaxBytes], out length))
        {
            length = host.Length;
            Encoding.UTF8.GetBytes(typed, destination);
        }

        return true;
    }

    private static string? Decode(string label)
    {
        try
        {
            string decoded = Mapping.GetUnicode(label).ToLowerInvariant();
            return !Ascii.IsValid(decoded) && IsReadable(decoded) ? decoded : null;
        }
        catch (ArgumentException)
        {
            // No Punycode (RFC 3492), or not the form in which it would be written.
            return null;
        }
    }

    /// <summary>Returns whether nothing in the label could pass for a delimiter, is invisible, or changes the direction of text.</summary>
    private static bool IsReadable(string label)
    {
        foreach (Rune rune in label.EnumerateRunes())
        {
            if (!rune.IsAscii && !IsReadable(rune))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsReadable(Rune rune) => Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.LowercaseLetter or UnicodeCategory.UppercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter
        or UnicodeCategory.OtherLetter or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
        or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.OtherSymbol
        || rune.Value is '\u00B7' or '\u30FB';
}
