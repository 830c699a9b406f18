using System.Collections.Immutable;

namespace Footfall.Privacy;

/// <summary>Some of a user's events, in the order in which they were stored; perhaps none although there are more.</summary>
/// <param name="Events">The events.</param>
/// <param name="Next">Asks for those behind; null at the end.</param>
[GenerateSerializer, Immutable, Alias("Footfall.UserEventPage")]
public sealed record UserEventPage(
    [property: Id(0)] ImmutableArray<UserEvent> Events,
    [property: Id(1)] UserEventCursor? Next);
