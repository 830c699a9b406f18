using System.Globalization;
using System.Text;

namespace Footfall.Fuzz.Targets;

/// <summary>Prints bytes as a C# text of one line, with one char per byte.</summary>
internal static class Printed
{
    private const int MaxBytes = 1500;

    public static string Of(byte[] bytes)
    {
        var text = new StringBuilder("\"");
        foreach (byte value in bytes.AsSpan(0, Math.Min(bytes.Length, MaxBytes)))
        {
            text.Append(value switch
            {
                (byte)'"' => "\\\"",
                (byte)'\\' => "\\\\",
                (byte)'\r' => "\\r",
                (byte)'\n' => "\\n",
                >= (byte)' ' and < 0x7F => ((char)value).ToString(),
                _ => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)value:x4}"),
            });
        }

        return text.Append(bytes.Length > MaxBytes ? string.Create(CultureInfo.InvariantCulture, $"\" and {bytes.Length - MaxBytes} bytes more") : "\"").ToString();
    }
}
