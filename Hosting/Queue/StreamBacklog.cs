namespace Footfall.Queue;

/// <summary>What waits in one stream.</summary>
/// <param name="Last">The last id that the stream ever gave; null when there is no stream.</param>
/// <param name="First">The first entry that is not committed; null when none waits.</param>
/// <param name="Events">Events that are not committed.</param>
public readonly record struct StreamBacklog(EntryId? Last, EntryId? First, long Events);
