namespace Footfall.Monitoring;

/// <summary>A silo that the cluster knows.</summary>
/// <param name="Name">What operators call it.</param>
/// <param name="Silo">Its address; another after each start.</param>
/// <param name="Status">Where it is in its life.</param>
[GenerateSerializer, Immutable, Alias("Footfall.SiloMember")]
public sealed record SiloMember([property: Id(0)] string Name, [property: Id(1)] string Silo, [property: Id(2)] MemberStatus Status);
