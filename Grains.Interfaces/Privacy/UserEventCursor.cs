namespace Footfall.Privacy;

/// <summary>Progress of reading a user's events.</summary>
/// <param name="Through">Only events stored by this time are read.</param>
/// <param name="NextChunk">The next chunk to read.</param>
/// <param name="LastChunk">The last chunk with such events.</param>
[GenerateSerializer, Immutable, Alias("Footfall.UserEventCursor")]
public sealed record UserEventCursor(
    [property: Id(0)] DateTime Through,
    [property: Id(1)] int NextChunk,
    [property: Id(2)] int LastChunk);
