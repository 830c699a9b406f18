using System.IO.Hashing;
using System.Text;

namespace Footfall.Queue;

public sealed class SitePartitionTests
{
    /// <summary>
    /// Computed with libxxhash 0.8.1 (XXH3_64bits), not with this project's library. They never change: gateways
    /// and silos of every version must find the same partition.
    /// </summary>
    public static TheoryData<string, ulong, int> Vectors => new()
    {
        { "", 0x2D06800538D394C2, 2 },
        { "a", 0xE6C632B61E964E1F, 31 },
        { "A", 0xD0D496E05C553485, 5 },
        { " ", 0xFC1537FC103CB7CF, 15 },
        { "site-42", 0xBCDC8A1D7BA3A1CB, 11 },
        { "site-abc-123", 0xE41AFEB21316F6EC, 44 },
        { "example.com", 0x8B66107E8045BB73, 51 },
        { "{1}:q:", 0x05B288D98A483156, 22 },
        { "демо", 0x94F16D0D1CCD796D, 45 },
        { "🦶", 0x0949512FE4DF55D0, 16 },
        { new string('x', 255), 0x2BE953982AC8BD9D, 29 },
        { new string('€', 255), 0xECDC3317D37192E6, 38 },
    };

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Partition_IsTheHashModulo64(string siteId, ulong hash, int partition)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(siteId);

        Assert.Equal(hash, XxHash3.HashToUInt64(utf8));
        Assert.Equal(partition, SitePartition.Of(utf8));
        Assert.Equal(partition, SitePartition.Of(siteId));
    }

    [Fact]
    public void Count_Is64() => Assert.Equal(64, SitePartition.Count);
}
