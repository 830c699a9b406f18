namespace Footfall.Balance;

/// <summary>How much a silo has stored of late.</summary>
/// <param name="Silo">Who.</param>
/// <param name="Events">Events a second.</param>
/// <param name="IsSettling">Whether it handed sites over meanwhile, so that its load, and that of others, is still changing.</param>
[GenerateSerializer, Immutable, Alias("Footfall.SiloLoad")]
public sealed record SiloLoad([property: Id(0)] SiloAddress Silo, [property: Id(1)] double Events, [property: Id(2)] bool IsSettling);
