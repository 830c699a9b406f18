using System.Text;
using Footfall.Wire;

namespace Footfall.Queue;

/// <summary>
/// Defines a valid site id: 1 to 255 UTF-16 units of well-formed text without NUL. It is opaque: compared
/// byte by byte, never trimmed or folded.
/// </summary>
public static class SiteId
{
    /// <summary>Maximum length of an id, in UTF-16 units (as the original system counted).</summary>
    public const int MaxLength = 255;

    public static bool IsValid(ReadOnlySpan<byte> utf8) =>
        !utf8.IsEmpty && StorableText.IsStorable(utf8) && StorableText.FitsIn(utf8, MaxLength);

    public static bool IsValid(string siteId) => IsValid(Encoding.UTF8.GetBytes(siteId));
}
