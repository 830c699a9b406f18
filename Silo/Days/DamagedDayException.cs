namespace Footfall.Days;

/// <summary>A stored segment cannot be read: it is damaged, or was written by a newer silo.</summary>
internal sealed class DamagedDayException(string siteId, DateOnly day, byte[] segment, DaySegmentException inner)
    : Exception($"The segment of {day:O} of site {siteId} cannot be read: {inner.Message}.", inner)
{
    public DateOnly Day { get; } = day;

    /// <summary>Whether a newer silo wrote it, so that it is no damage.</summary>
    public bool IsNewer { get; } = DaySegment.IsNewer(segment);
}
