using Footfall.Store;

namespace Footfall.Privacy;

/// <summary>An erasure that a step has locked until its transaction ends.</summary>
/// <param name="SiteId">The site.</param>
/// <param name="Id">Id of the erasure.</param>
/// <param name="Kind">Kind of erasure.</param>
/// <param name="Owner">Whose events are erased; null for all other kinds.</param>
/// <param name="BeforeDay">The day before which events are erased; null except for retention.</param>
/// <param name="Through">Stored events are erased if they were stored by this time.</param>
/// <param name="Stored">Number of events that the site had stored by then.</param>
/// <param name="Phase">The next phase.</param>
/// <param name="NextChunk">The first unprocessed chunk.</param>
/// <param name="Bounds">Queued events are erased up to these entries.</param>
/// <param name="HasRemoved">Whether any event was removed so far, stored or from the dead letters.</param>
internal sealed record LeasedErasure(
    string SiteId,
    Guid Id,
    ErasureKind Kind,
    EventOwner? Owner,
    DateOnly? BeforeDay,
    DateTime Through,
    long Stored,
    ErasurePhase Phase,
    int NextChunk,
    StreamBounds Bounds,
    bool HasRemoved)
{
    /// <summary>The last chunk that may contain erased events, and the first that may contain later ones.</summary>
    public int LastChunk => EventChunk.Of(Stored);

    /// <summary>Time from which events stay, for retention.</summary>
    public DateTime? BeforeTime => BeforeDay?.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
}
