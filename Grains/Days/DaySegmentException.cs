namespace Footfall.Days;

/// <summary>Bytes are no day segment, are damaged, or have a version that this silo does not know. The day is built again from its events.</summary>
public sealed class DaySegmentException : Exception
{
    public DaySegmentException(string message)
        : base(message)
    {
    }

    public DaySegmentException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
