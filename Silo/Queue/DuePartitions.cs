namespace Footfall.Queue;

/// <summary>Work that is due for the pump.</summary>
/// <param name="Partitions">Partitions whose sites are to be claimed, in ascending order.</param>
/// <param name="IsPoll">Whether to poll all partitions for ready sites.</param>
internal readonly record struct DuePartitions(int[] Partitions, bool IsPoll);
