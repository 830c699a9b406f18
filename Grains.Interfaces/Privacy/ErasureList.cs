using System.Collections.Immutable;

namespace Footfall.Privacy;

/// <summary>What is, and was, erased of a site.</summary>
/// <param name="Erasures">The latest first.</param>
/// <param name="Retention">How long its events are kept.</param>
[GenerateSerializer, Immutable, Alias("Footfall.ErasureList")]
public sealed record ErasureList(
    [property: Id(0)] ImmutableArray<ErasureView> Erasures,
    [property: Id(1)] RetentionView Retention);
