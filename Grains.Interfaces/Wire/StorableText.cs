using System.Text;
using System.Text.Unicode;

namespace Footfall.Wire;

/// <summary>Checks what PostgreSQL's <c>text</c> can hold, and how the API counts its length.</summary>
public static class StorableText
{
    /// <summary>Returns whether the text is well-formed UTF-8 (so no lone surrogate) without NUL.</summary>
    public static bool IsStorable(ReadOnlySpan<byte> utf8) => !utf8.Contains((byte)0) && Utf8.IsValid(utf8);

    /// <summary>Returns whether the text has at most <paramref name="maxLength"/> UTF-16 units.</summary>
    public static bool FitsIn(ReadOnlySpan<byte> utf8, int maxLength) =>
        utf8.Length <= maxLength || (utf8.Length <= maxLength * 3 && Encoding.UTF8.GetCharCount(utf8) <= maxLength);
}
