namespace Footfall.Stats;

/// <summary>Outcome of a statistics query.</summary>
public enum StatsOutcome
{
    Answered,

    /// <summary>PostgreSQL was unavailable; or Redis, which a waiting query needs to determine the backlog.</summary>
    Unavailable,

    /// <summary>The wait ended before all events were included.</summary>
    NotYet,
}
