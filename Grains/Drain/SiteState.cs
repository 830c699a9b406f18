using Footfall.Privacy;
using Footfall.Queue;

namespace Footfall.Drain;

/// <summary>What PostgreSQL says of a site and one epoch of its stream.</summary>
/// <param name="FencingToken">The fence: a fresh random value with each commit of the site.</param>
/// <param name="Checkpoint">The last entry that is committed; <see cref="EntryId.None"/> before the first.</param>
/// <param name="IsPaused">Whether an operator wants nothing to be committed. It never changes without the fence.</param>
/// <param name="Erasures">What of the stream is erased instead of stored; null for nothing. It never changes without the fence either.</param>
public sealed record SiteState(Guid FencingToken, EntryId Checkpoint, bool IsPaused = false, ErasureFilter? Erasures = null);
