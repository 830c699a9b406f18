namespace Footfall.Queue;

/// <summary>The versions of the queue's encoding that silos have announced they can read.</summary>
/// <param name="Running">The highest version that all silos of the last minute can read; 0 when there were none.</param>
/// <param name="Known">The highest version that all silos of the last day can read; 0 when there were none.</param>
/// <param name="Newest">The highest version that any of those can read; 0 when there were none.</param>
public readonly record struct EntryVersionSupport(byte Running, byte Known, byte Newest);
