namespace Footfall.Access;

/// <summary>When a key was last used at one gateway.</summary>
[GenerateSerializer, Immutable, Alias("Footfall.KeyUse")]
public readonly record struct KeyUse([property: Id(0)] Guid KeyId, [property: Id(1)] DateTimeOffset At);
