using System.Collections.Immutable;

namespace Footfall.Privacy;

/// <summary>A page of a user's events, in the order in which they were stored; may be empty although more follow.</summary>
/// <param name="Events">The events.</param>
/// <param name="Next">Cursor of the next page; null at the end.</param>
[GenerateSerializer, Immutable, Alias("Footfall.UserEventPage")]
public sealed record UserEventPage(
    [property: Id(0)] ImmutableArray<UserEvent> Events,
    [property: Id(1)] UserEventCursor? Next);
