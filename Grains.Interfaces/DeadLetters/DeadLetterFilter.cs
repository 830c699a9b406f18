namespace Footfall.DeadLetters;

/// <summary>Selects the dead letters that meet all given conditions.</summary>
/// <param name="SiteId">The site; null for all.</param>
/// <param name="Reason">Why they could not be stored; null for any reason.</param>
/// <param name="Search">Part of the detail, case-insensitive; null for any.</param>
[GenerateSerializer, Immutable, Alias("Footfall.DeadLetterFilter")]
public sealed record DeadLetterFilter(
    [property: Id(0)] string? SiteId = null, [property: Id(1)] DeadLetterReason? Reason = null, [property: Id(2)] string? Search = null);
