namespace Footfall.Wire;

/// <summary>
/// The text fields of an event. The value is the field's bit in the queue's encoding and never changes
/// meaning; a new field takes the next one.
/// </summary>
public enum EventField
{
    EventType = 0,
    Path = 1,
    UserId = 2,
    EventId = 3,
}
