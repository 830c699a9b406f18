namespace Footfall.Balance;

/// <summary>Recent load of a silo.</summary>
/// <param name="Silo">The silo.</param>
/// <param name="Events">Events stored per second.</param>
/// <param name="IsSettling">Whether it handed sites over meanwhile, so that its load, and that of others, is still changing.</param>
[GenerateSerializer, Immutable, Alias("Footfall.SiloLoad")]
public sealed record SiloLoad([property: Id(0)] SiloAddress Silo, [property: Id(1)] double Events, [property: Id(2)] bool IsSettling);
