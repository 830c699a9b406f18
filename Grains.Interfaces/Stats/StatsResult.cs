namespace Footfall.Stats;

/// <summary>The result of a statistics query.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Stats">The figures, if answered.</param>
/// <param name="Freshness">Their freshness; null while Redis is unavailable.</param>
[GenerateSerializer, Immutable, Alias("Footfall.StatsReply")]
public sealed record StatsResult(
    [property: Id(0)] StatsOutcome Outcome, [property: Id(1)] SiteStats? Stats = null, [property: Id(2)] Freshness? Freshness = null);
