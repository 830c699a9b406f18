namespace Footfall.Collect;

public sealed class SiteIdComparerTests
{
    [Fact]
    public void Bytes_AreComparedByContentAsArraysAndAsSpans()
    {
        SiteIdComparer comparer = SiteIdComparer.Instance;
        byte[] one = [.. "a"u8];
        byte[] same = [.. "a"u8];

        Assert.True(comparer.Equals(one, same));
        Assert.True(comparer.Equals("a"u8, one));
        Assert.False(comparer.Equals("A"u8, one));
        Assert.Equal(comparer.GetHashCode(one), comparer.GetHashCode("a"u8));
        Assert.Equal(one, comparer.Create("a"u8));
    }
}
