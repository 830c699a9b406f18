using System.Text.Unicode;

namespace Footfall.Collect;

/// <summary>Checks that a body is text that may hold JSON, and finds where the text begins.</summary>
internal static class BodyText
{
    private const string RequestBody = "The request body";

    private static ReadOnlySpan<byte> Mark => "\uFEFF"u8;

    /// <summary>Returns what is wrong with the encoding; null for valid UTF-8.</summary>
    public static string? FindFault(ReadOnlySpan<byte> body) =>
        IsUtf16(body) ? $"{RequestBody} is UTF-16, not UTF-8; send JSON as UTF-8"
        : !Utf8.IsValid(body) ? $"{RequestBody} is not UTF-8"
        : null;

    /// <summary>Returns the length of the byte order mark that some programs write before UTF-8; 0 without one.</summary>
    public static int MarkLength(ReadOnlySpan<byte> text) => text.StartsWith(Mark) ? Mark.Length : 0;

    /// <summary>Detects UTF-16 by its byte order mark, or by its first character, which in JSON is ASCII and never NUL.</summary>
    private static bool IsUtf16(ReadOnlySpan<byte> body) => body.Length >= 2
        && ((body[0] == 0xFF && body[1] == 0xFE) || (body[0] == 0xFE && body[1] == 0xFF) || (body[0] == 0) != (body[1] == 0));
}
