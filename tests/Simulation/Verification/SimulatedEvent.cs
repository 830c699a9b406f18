using Footfall.Queue;

namespace Footfall.Simulation.Verification;

/// <summary>An event that a gateway was sent.</summary>
/// <param name="SiteId">Its site.</param>
/// <param name="EventId">Its id; copies of one event share it. Null without.</param>
internal sealed record SimulatedEvent(string SiteId, string? EventId)
{
    /// <summary>What the client was told; null while it waits, and for ever if its gateway died.</summary>
    public EnqueueOutcome? Outcome { get; set; }

    /// <summary>Whether a server lost it, as by a restored snapshot: it need not be there.</summary>
    public bool IsExcused { get; set; }

    public bool IsOwed => Outcome == EnqueueOutcome.Accepted && !IsExcused;

    /// <summary>Whether a row of it would be one that nobody was told of.</summary>
    public bool IsForbidden => Outcome is EnqueueOutcome.Unavailable or EnqueueOutcome.SiteFull or EnqueueOutcome.Quarantined;
}
