using Footfall.Queue;

namespace Footfall.Drain;

/// <summary>What PostgreSQL says of a site and one epoch of its stream.</summary>
/// <param name="CommitId">The fence: a fresh random value with each commit of the site.</param>
/// <param name="Checkpoint">The last entry that is committed; <see cref="EntryId.None"/> before the first.</param>
public sealed record SiteState(Guid CommitId, EntryId Checkpoint);
