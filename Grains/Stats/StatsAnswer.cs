namespace Footfall.Stats;

/// <summary>Statistics, and which state of the site they show.</summary>
/// <param name="CommitId">The fence in the snapshot; null when the store has never heard of the site.</param>
/// <param name="Stats">The figures.</param>
public sealed record StatsAnswer(Guid? CommitId, SiteStats Stats);
