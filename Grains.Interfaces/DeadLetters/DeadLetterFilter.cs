namespace Footfall.DeadLetters;

/// <summary>Which dead letters are meant: those that meet all that is given.</summary>
/// <param name="SiteId">Whose; null for all sites'.</param>
/// <param name="Reason">Why they could not be stored; null for any reason.</param>
/// <param name="Search">Part of their detail, whatever its case; null for any.</param>
[GenerateSerializer, Immutable, Alias("Footfall.DeadLetterFilter")]
public sealed record DeadLetterFilter(
    [property: Id(0)] string? SiteId = null, [property: Id(1)] DeadLetterReason? Reason = null, [property: Id(2)] string? Search = null);
