using System.Collections.Immutable;

namespace Footfall.Wire;

/// <summary>
/// The text fields of an event, in the order of fault reports, encoding and columns.
/// The HTTP check, the queue's encoding and the COPY all use this list.
/// </summary>
public static class EventSchema
{
    /// <summary>Number of text fields; sizes <see cref="FieldSlots"/>.</summary>
    public const int FieldCount = 4;

    /// <summary>Index in this array = value of <see cref="EventField"/>.</summary>
    public static readonly ImmutableArray<EventFieldRule> Fields =
    [
        new(EventField.EventType, "event_type", MaxLength: 100, Required: true, SinceVersion: 1),
        new(EventField.Path, "path", MaxLength: 1000, Required: false, SinceVersion: 1),
        new(EventField.UserId, "user_id", MaxLength: 255, Required: false, SinceVersion: 1),
        new(EventField.EventId, "event_id", MaxLength: 64, Required: false, SinceVersion: 2, IsColumn: false),
    ];

    /// <summary>The fields that are table columns, in the order of the COPY.</summary>
    public static readonly ImmutableArray<EventFieldRule> Columns = [.. Fields.Where(rule => rule.IsColumn)];

    /// <summary>The earliest and the latest time that the table accepts, in microseconds since 1970 UTC.</summary>
    public static readonly long MinTimestamp = EventTime.FromDateTime(new DateTime(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc));

    /// <inheritdoc cref="MinTimestamp"/>
    public static readonly long MaxTimestamp = EventTime.FromDateTime(new DateTime(2100, 1, 1, 0, 0, 0, DateTimeKind.Utc)) - 1;
}
