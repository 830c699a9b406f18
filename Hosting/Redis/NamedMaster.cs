using System.Net;

namespace Footfall.Redis;

/// <summary>The master as one Sentinel names it.</summary>
/// <param name="Address">The master's address.</param>
/// <param name="Epoch">The number of the failover that made it the master; a higher one is later.</param>
/// <param name="IsPromoted">True while that Sentinel runs the next failover, and has promoted a replica to be this master.</param>
internal sealed record NamedMaster(EndPoint Address, long Epoch, bool IsPromoted) : IComparable<NamedMaster>
{
    public int CompareTo(NamedMaster? other) =>
        other is null ? 1 : (Epoch, IsPromoted).CompareTo((other.Epoch, other.IsPromoted));
}
