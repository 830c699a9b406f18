using System.Text.Json;

namespace Footfall.Collect;

/// <summary>Reads and bounds the time that a sender gives an event.</summary>
internal static class EventTimeCheck
{
    /// <summary>How far ahead of the gateway's clock a sender's may be, in microseconds: one day.</summary>
    private const long Ahead = TimeSpan.MicrosecondsPerDay;

    private const int YearsBack = 10;

    /// <summary>
    /// Reads an ISO 8601 date, or date and time, with any offset; one without an offset is UTC.
    /// </summary>
    /// <param name="reader">At a string.</param>
    /// <param name="time">Microseconds since 1970 UTC.</param>
    public static bool TryRead(ref Utf8JsonReader reader, out long time)
    {
        time = 0;
        if (!reader.TryGetDateTime(out DateTime read))
        {
            return false;
        }

        // Local means that the text had an offset, which this reading has turned into the machine's own time zone.
        if (read.Kind == DateTimeKind.Local)
        {
            if (!reader.TryGetDateTimeOffset(out DateTimeOffset withOffset))
            {
                return false;
            }

            read = withOffset.UtcDateTime;
        }

        time = EventTime.FromDateTime(read);
        return true;
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
