namespace Footfall.Queue;

/// <summary>The limit of one site's backlog in Redis.</summary>
/// <param name="Entries">Micro-batches.</param>
/// <param name="Bytes">Bytes in Redis's memory, as Redis estimates them.</param>
public readonly record struct StreamLimit(long Entries, long Bytes);
