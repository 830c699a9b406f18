using Footfall.Store;

namespace Footfall.Privacy;

/// <summary>An erasure that a step holds until its transaction ends.</summary>
/// <param name="SiteId">Of which site.</param>
/// <param name="Id">Which.</param>
/// <param name="Kind">What goes.</param>
/// <param name="UserId">Whose events go; null but for a user's.</param>
/// <param name="BeforeDay">Those of days before this one go; null but for what is too old.</param>
/// <param name="Through">Of the stored events, those go that were stored by then.</param>
/// <param name="Stored">What the site had stored by then.</param>
/// <param name="Phase">What comes next.</param>
/// <param name="NextChunk">The first chunk that was not gone through.</param>
/// <param name="Bounds">Of the queued events, those go that came up to these entries.</param>
internal sealed record LeasedErasure(
    string SiteId,
    Guid Id,
    ErasureKind Kind,
    string? UserId,
    DateOnly? BeforeDay,
    DateTime Through,
    long Stored,
    ErasurePhase Phase,
    int NextChunk,
    StreamBounds Bounds)
{
    /// <summary>The last chunk that may have events which go, and the first that may have later ones.</summary>
    public int LastChunk => EventChunk.Of(Stored);

    /// <summary>The first moment of events that stay, for what is too old.</summary>
    public DateTime? BeforeTime => BeforeDay?.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
}
