using System.Collections.Immutable;

namespace Footfall.Privacy;

/// <summary>Current and past erasures of a site.</summary>
/// <param name="Erasures">The erasures, latest first.</param>
/// <param name="Retention">Retention of the site's events.</param>
[GenerateSerializer, Immutable, Alias("Footfall.ErasureList")]
public sealed record ErasureList(
    [property: Id(0)] ImmutableArray<ErasureView> Erasures,
    [property: Id(1)] RetentionView Retention);
