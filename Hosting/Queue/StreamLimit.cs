namespace Footfall.Queue;

/// <summary>What one site may have waiting in Redis.</summary>
/// <param name="Entries">Micro-batches.</param>
/// <param name="Bytes">Bytes in Redis's memory, as Redis estimates them.</param>
public readonly record struct StreamLimit(long Entries, long Bytes);
