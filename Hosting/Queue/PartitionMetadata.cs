namespace Footfall.Queue;

/// <summary>A partition as of one moment.</summary>
/// <param name="Now">Redis's time.</param>
/// <param name="Epochs">Epochs that may have streams: the current one first, if any, then the retired ones, oldest first.</param>
/// <param name="Current">The current epoch; null when there is none.</param>
public sealed record PartitionMetadata(DateTimeOffset Now, IReadOnlyList<string> Epochs, string? Current = null);
