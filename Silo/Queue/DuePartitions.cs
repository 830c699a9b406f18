namespace Footfall.Queue;

/// <summary>What the pump is to do now.</summary>
/// <param name="Partitions">Whose sites are to be claimed, in the order of their numbers.</param>
/// <param name="IsPoll">Whether all partitions are to be looked at for sites that are ready.</param>
internal readonly record struct DuePartitions(int[] Partitions, bool IsPoll);
