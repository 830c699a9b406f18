using CsCheck;

namespace Footfall.Wire;

public sealed class EventTimeTests
{
    [Fact]
    public void Time_IsReadBackToTheMicrosecond() => Gen.Long[EventSchema.MinTimestamp, EventSchema.MaxTimestamp].Sample(
        micros => EventTime.FromDateTime(EventTime.ToDateTime(micros)) == micros);

    [Fact]
    public void Bounds_AreTheYearsOfTheTable()
    {
        Assert.Equal(946_684_800_000_000, EventSchema.MinTimestamp);
        Assert.Equal(4_102_444_799_999_999, EventSchema.MaxTimestamp);
        Assert.Equal(0, EventTime.FromDateTime(DateTime.UnixEpoch));
    }
}
