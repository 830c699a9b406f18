using System.Globalization;

namespace Footfall.Stats;

/// <summary>The query parameter <c>wait</c>: how long a response may wait until all that was accepted before the request is included.</summary>
internal static class WaitParameter
{
    public const string Fault = "wait must be a duration such as 500ms or 2s, at most 30s";

    private static readonly TimeSpan Max = TimeSpan.FromSeconds(30);

    /// <summary>Parses <c>500ms</c> or <c>2s</c>; empty is zero. Rejects what .NET would parse as infinity or NaN.</summary>
    public static bool TryRead(string? text, out TimeSpan wait)
    {
        wait = TimeSpan.Zero;
        if (string.IsNullOrEmpty(text))
        {
            return true;
        }

        (string number, double unit) = text.EndsWith("ms", StringComparison.Ordinal) ? (text[..^2], 1)
            : text.EndsWith('s') ? (text[..^1], 1000)
            : ("", 0);
        if (!double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value)
            || !(value >= 0 && value * unit <= Max.TotalMilliseconds))
        {
            return false;
        }

        wait = TimeSpan.FromMilliseconds(value * unit);
        return true;
    }
}
