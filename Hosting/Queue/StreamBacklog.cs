namespace Footfall.Queue;

/// <summary>The backlog of one stream.</summary>
/// <param name="Last">The last id that the stream ever assigned; null when there is no stream.</param>
/// <param name="First">The first uncommitted entry; null when none waits.</param>
/// <param name="Events">The number of uncommitted events.</param>
public readonly record struct StreamBacklog(EntryId? Last, EntryId? First, long Events);
