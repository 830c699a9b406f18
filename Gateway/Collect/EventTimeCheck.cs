using System.Text.Json;
using Footfall.Wire;

namespace Footfall.Collect;

/// <summary>Parses an event's timestamp and checks its range.</summary>
internal static class EventTimeCheck
{
    /// <summary>How far a timestamp may be ahead of the gateway's clock, in microseconds: one day.</summary>
    private const long Ahead = TimeSpan.MicrosecondsPerDay;

    private const int YearsBack = 10;

    /// <summary>Longest escaped text that is parsed; no valid time, including suffixes, is longer.</summary>
    private const int MaxEscapedBytes = 1024;

    /// <summary>Parses an ISO 8601 date, or date and time, with any offset; without an offset, UTC is assumed.</summary>
    /// <param name="reader">The reader, at a string.</param>
    /// <param name="time">Microseconds since 1970 UTC.</param>
    /// <exception cref="InvalidOperationException">The text contains an escaped unpaired surrogate.</exception>
    public static bool TryRead(ref Utf8JsonReader reader, out long time)
    {
        if (!reader.ValueIsEscaped)
        {
            return TimestampReader.TryRead(reader.ValueSpan, out time);
        }

        if (reader.ValueSpan.Length > MaxEscapedBytes)
        {
            time = 0;
            return false;
        }

        Span<byte> text = stackalloc byte[MaxEscapedBytes];
        return TimestampReader.TryRead(text[..reader.CopyString(text)], out time);
    }

    /// <summary>Returns the fault in words; null when the time was read and is within bounds.</summary>
    /// <param name="isRead">Whether a valid timestamp was read.</param>
    /// <param name="time">Microseconds since 1970 UTC.</param>
    /// <param name="now">Microseconds since 1970 UTC.</param>
    public static string? FindFault(bool isRead, long time, long now)
    {
        if (!isRead)
        {
            return "timestamp must be a valid ISO 8601 date string";
        }

        if (time > now + Ahead)
        {
            return "timestamp must not be more than 24 hours in the future";
        }

        return time < EventTime.FromDateTime(EventTime.ToDateTime(now).AddYears(-YearsBack))
            ? "timestamp must not be more than 10 years in the past"
            : null;
    }
}
