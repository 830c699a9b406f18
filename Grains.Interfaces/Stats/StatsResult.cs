namespace Footfall.Stats;

/// <summary>The result of a statistics query.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Stats">The figures, if answered.</param>
/// <param name="Freshness">Their freshness; null while Redis is unavailable.</param>
[GenerateSerializer, Immutable, Alias("Footfall.StatsReply")]
public sealed record StatsResult(
    [property: Id(0)] StatsOutcome Outcome, [property: Id(1)] SiteStats? Stats = null, [property: Id(2)] Freshness? Freshness = null);

/// <summary>Outcome of a statistics query.</summary>
public enum StatsOutcome
{
    Answered,

    /// <summary>PostgreSQL was unavailable; or Redis, which a waiting query needs to determine the backlog.</summary>
    Unavailable,

    /// <summary>The wait ended before all events were included.</summary>
    NotYet,
}

/// <summary>How up to date statistics are.</summary>
/// <param name="AsOf">Every event accepted up to this time, by Redis' clock, is included.</param>
/// <param name="Queued">Events that were accepted but not yet stored at the time of the query.</param>
[GenerateSerializer, Immutable, Alias("Footfall.Freshness")]
public sealed record Freshness([property: Id(0)] DateTimeOffset AsOf, [property: Id(1)] long Queued);
