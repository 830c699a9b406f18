using Footfall.Queue;

namespace Footfall.Drain;

/// <summary>State of a site and one epoch of its stream in PostgreSQL.</summary>
/// <param name="FencingToken">The fencing token: a fresh random value with each commit of the site.</param>
/// <param name="Checkpoint">The last committed entry; <see cref="EntryId.None"/> before the first.</param>
/// <param name="IsPaused">Whether an operator has paused the site. It never changes without the fencing token.</param>
/// <param name="Erasures">Events of the stream to erase instead of store; null if none. It never changes without the fencing token
/// either.</param>
public sealed record SiteState(Guid FencingToken, EntryId Checkpoint, bool IsPaused = false, ErasureFilter? Erasures = null);
