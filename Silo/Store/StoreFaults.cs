using Footfall.Health;

namespace Footfall.Store;

/// <summary>How storing can fail while PostgreSQL answers.</summary>
internal static class StoreFaults
{
    /// <summary>Name of the health check.</summary>
    public const string Check = "postgres";

    /// <summary>No commit succeeds.</summary>
    public static readonly FaultKind Commits = new(
        Check,
        "PostgreSQL stores no events",
        "They wait in the queue, and nothing is lost. It is tried again until it works.",
        "PostgreSQL stores events again.");
}
