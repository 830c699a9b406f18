namespace Footfall.Privacy;

/// <summary>How far a user's events have been read.</summary>
/// <param name="Through">Those that were stored by then are read, and no later ones.</param>
/// <param name="NextChunk">Where to go on.</param>
/// <param name="LastChunk">Where the last of them are.</param>
[GenerateSerializer, Immutable, Alias("Footfall.UserEventCursor")]
public sealed record UserEventCursor(
    [property: Id(0)] DateTime Through,
    [property: Id(1)] int NextChunk,
    [property: Id(2)] int LastChunk);
