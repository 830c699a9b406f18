namespace Footfall.Wire;

/// <summary>Converts event times, which are encoded as microseconds since 1970-01-01 UTC, PostgreSQL's own resolution.</summary>
public static class EventTime
{
    /// <summary>Returns the microseconds since 1970 UTC of a UTC time; truncates finer digits.</summary>
    public static long FromDateTime(DateTime utc) =>
        (utc.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    public static DateTime ToDateTime(long micros) => DateTime.UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond);
}
