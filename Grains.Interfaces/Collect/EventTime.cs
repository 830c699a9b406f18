namespace Footfall.Collect;

/// <summary>Event times travel as microseconds since 1970-01-01 UTC, PostgreSQL's own resolution.</summary>
public static class EventTime
{
    /// <summary>Microseconds since 1970 UTC of a UTC moment; finer digits are cut off.</summary>
    public static long FromDateTime(DateTime utc) =>
        (utc.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    public static DateTime ToDateTime(long micros) => DateTime.UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond);
}
