using Footfall.Queue;

namespace Footfall.Simulation.Verification;

/// <summary>An event sent to a gateway.</summary>
/// <param name="SiteId">Its site.</param>
/// <param name="EventId">Its id, shared by copies of one event; null if it has none.</param>
internal sealed record SimulatedEvent(string SiteId, string? EventId)
{
    /// <summary>The outcome reported to the client; null while it waits, and forever if its gateway died.</summary>
    public EnqueueOutcome? Outcome { get; set; }

    /// <summary>Whether a server lost it, e.g. by a restored snapshot, so that it may be missing.</summary>
    public bool IsExcused { get; set; }

    public bool IsOwed => Outcome == EnqueueOutcome.Accepted && !IsExcused;

    /// <summary>Whether the outcome rules out that it is stored, so that a row of it would be a violation.</summary>
    public bool IsForbidden => Outcome is EnqueueOutcome.Unavailable or EnqueueOutcome.SiteFull or EnqueueOutcome.Quarantined;
}
