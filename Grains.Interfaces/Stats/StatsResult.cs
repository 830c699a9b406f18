namespace Footfall.Stats;

/// <summary>An answer to a question about statistics.</summary>
/// <param name="Outcome">Whether there is one.</param>
/// <param name="Stats">The figures, when answered.</param>
/// <param name="Freshness">How up to date they are; null while Redis cannot be asked.</param>
[GenerateSerializer, Immutable, Alias("Footfall.StatsReply")]
public sealed record StatsResult(
    [property: Id(0)] StatsOutcome Outcome, [property: Id(1)] SiteStats? Stats = null, [property: Id(2)] Freshness? Freshness = null);
