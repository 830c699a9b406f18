namespace Footfall.Stats;

/// <summary>How a question about statistics ended.</summary>
public enum StatsOutcome
{
    Answered,

    /// <summary>PostgreSQL could not be asked; or Redis, of which a waiting question must know what is queued.</summary>
    Unavailable,

    /// <summary>The time to wait was over before all events were included.</summary>
    NotYet,
}
