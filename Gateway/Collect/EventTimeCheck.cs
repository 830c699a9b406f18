using System.Text.Json;

namespace Footfall.Collect;

/// <summary>Reads and bounds the time that a sender gives an event.</summary>
internal static class EventTimeCheck
{
    /// <summary>How far ahead of the gateway's clock a sender's may be, in microseconds: one day.</summary>
    private const long Ahead = TimeSpan.MicrosecondsPerDay;

    private const int YearsBack = 10;

    /// <summary>Longest text that is unescaped to be read; the longest time with its suffixes is shorter.</summary>
    private const int MaxEscapedBytes = 1024;

    /// <summary>Reads an ISO 8601 date, or date and time, with any offset; one without an offset is UTC.</summary>
    /// <param name="reader">At a string.</param>
    /// <param name="time">Microseconds since 1970 UTC.</param>
    /// <exception cref="InvalidOperationException">The text has an escape that is half of a character.</exception>
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

    /// <summary>Null when the time is there and within bounds, else the fault in words.</summary>
    /// <param name="isRead">Whether there was a readable one.</param>
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
