namespace Footfall.Health;

/// <summary>The ways in which Redis can fail a host.</summary>
public static class RedisFaults
{
    /// <summary>Name of the health check.</summary>
    public const string Check = "redis";

    /// <summary>A gateway cannot enqueue events.</summary>
    public static readonly FaultKind TakesNoEvents = new(
        Check,
        "Redis takes no events",
        "They are refused with 503; accepted events are kept. It is tried again each second.",
        "Redis takes events again.");

    /// <summary>A silo cannot take anything from the queue.</summary>
    public static readonly FaultKind GivesNoEvents = new(
        Check,
        "Redis does not let this silo work on the queue",
        "Events wait there, and nothing is lost. It is tried again each second.",
        "Redis lets this silo work on the queue again.");
}
