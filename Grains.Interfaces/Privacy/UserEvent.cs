namespace Footfall.Privacy;

/// <summary>A stored event of a user.</summary>
/// <param name="Timestamp">When it happened, according to the sender.</param>
/// <param name="StoredAt">When it was stored.</param>
/// <param name="EventType">Type of event.</param>
/// <param name="Path">Path of the event; null for none.</param>
[GenerateSerializer, Immutable, Alias("Footfall.UserEvent")]
public sealed record UserEvent(
    [property: Id(0)] DateTimeOffset Timestamp,
    [property: Id(1)] DateTimeOffset StoredAt,
    [property: Id(2)] string EventType,
    [property: Id(3)] string? Path);
