using Footfall.Health;

namespace Footfall.Store;

/// <summary>The ways in which storing can fail while PostgreSQL answers.</summary>
internal static class StoreFaults
{
    /// <summary>Name of the health check.</summary>
    public const string Check = "postgres";

    /// <summary>No commit succeeds.</summary>
    public static readonly FaultKind Commits = new(
        Check,
        "PostgreSQL stores no events",
        "They wait in the queue, and nothing is lost. It is tried again until it works.",
        "PostgreSQL stores events again.")
    {
        Expiry = TimeSpan.FromSeconds(60),
    };

    /// <summary>The commits of one site fail, while those of others succeed.</summary>
    public static readonly FaultKind BlockedSite = new(
        Check,
        "Nothing is stored of site",
        "Its events wait in the queue, and nothing is lost; other sites are stored. It is tried again until it works.",
        "stored again.",
        IsUnready: false)
    {
        Expiry = TimeSpan.FromSeconds(60),
    };

    /// <summary>Stored events are not rolled up.</summary>
    public static readonly FaultKind StaleRollUps = new(
        Check,
        "Statistics roll-ups are not updated",
        "Statistics stay correct but get slower. Footfall tries again with the next events.",
        "Statistics roll-ups are updated again.",
        IsUnready: false)
    {
        Expiry = TimeSpan.FromMinutes(10),
    };

    /// <summary>Commits take effect, but may be lost with the server.</summary>
    public static readonly FaultKind Durability = new(
        Check,
        "PostgreSQL commits without its synchronous standby",
        "What it commits now is lost if the standby takes over, so nothing is stored: events wait in the queue until the standby confirms commits, or synchronous_standby_names no longer demands it.",
        "PostgreSQL's commits are confirmed again; events are stored.");
}
