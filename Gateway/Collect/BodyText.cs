using System.Text.Unicode;

namespace Footfall.Collect;

/// <summary>Whether a body is text that JSON can be read from, and where it begins.</summary>
internal static class BodyText
{
    private const string RequestBody = "The request body";

    private static ReadOnlySpan<byte> Mark => "\uFEFF"u8;

    /// <summary>What is wrong with the bytes; null for UTF-8.</summary>
    public static string? FindFault(ReadOnlySpan<byte> body) =>
        IsUtf16(body) ? $"{RequestBody} is UTF-16, not UTF-8; JSON is sent as UTF-8"
        : !Utf8.IsValid(body) ? $"{RequestBody} is not UTF-8"
        : null;

    /// <summary>The length of the byte order mark that some programs put before UTF-8; 0 without one.</summary>
    public static int MarkLength(ReadOnlySpan<byte> text) => text.StartsWith(Mark) ? Mark.Length : 0;

    /// <summary>By its byte order mark; or by its first character, which in JSON is of ASCII, and never NUL.</summary>
    private static bool IsUtf16(ReadOnlySpan<byte> body) => body.Length >= 2
        && ((body[0] == 0xFF && body[1] == 0xFE) || (body[0] == 0xFE && body[1] == 0xFF) || (body[0] == 0) != (body[1] == 0));
}
