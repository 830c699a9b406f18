using System.Collections.Immutable;

namespace Footfall.Privacy;

/// <summary>A stored event of a user.</summary>
/// <param name="Timestamp">When it happened, according to the sender.</param>
/// <param name="StoredAt">When it was stored.</param>
/// <param name="EventType">Type of event.</param>
/// <param name="Path">Path of the event; null for none.</param>
/// <param name="Attributes">A JSON object of all other stored fields, by their names in the API; null for none, and from a silo of an older
/// version.</param>
[GenerateSerializer, Immutable, Alias("Footfall.UserEvent")]
public sealed record UserEvent(
    [property: Id(0)] DateTimeOffset Timestamp,
    [property: Id(1)] DateTimeOffset StoredAt,
    [property: Id(2)] string EventType,
    [property: Id(3)] string? Path,
    [property: Id(4)] string? Attributes = null);

/// <summary>A page of a user's events, in the order in which they were stored; may be empty although more follow.</summary>
/// <param name="Events">The events.</param>
/// <param name="Next">Cursor of the next page; null at the end.</param>
[GenerateSerializer, Immutable, Alias("Footfall.UserEventPage")]
public sealed record UserEventPage(
    [property: Id(0)] ImmutableArray<UserEvent> Events,
    [property: Id(1)] UserEventCursor? Next);

/// <summary>Progress of reading a user's events.</summary>
/// <param name="Through">Only events stored by this time are read.</param>
/// <param name="NextChunk">The next chunk to read.</param>
/// <param name="LastChunk">The last chunk with such events.</param>
[GenerateSerializer, Immutable, Alias("Footfall.UserEventCursor")]
public sealed record UserEventCursor(
    [property: Id(0)] DateTime Through,
    [property: Id(1)] int NextChunk,
    [property: Id(2)] int LastChunk);
