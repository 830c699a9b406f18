namespace Footfall.Drain;

public sealed class ChunkSizeTests
{
    private readonly ChunkSize _size = new(1024 * 1024);

    [Fact]
    public void Size_StartsSmall() => Assert.Equal(32, _size.Entries);

    [Fact]
    public void Size_GrowsEightfoldAtMost()
    {
        _size.Observe(32, 32 * 60);
        Assert.Equal(256, _size.Entries);
        _size.Observe(256, 256 * 60);
        Assert.Equal(2048, _size.Entries);
        _size.Observe(2048, 2048 * 60);
        Assert.Equal(8192, _size.Entries);
        _size.Observe(8192, 8192 * 60);
        Assert.Equal(8192, _size.Entries);
    }

    [Fact]
    public void Size_FitsTheBytesOfTheEntriesSeen()
    {
        _size.Observe(32, 32 * 8192);

        Assert.Equal(128, _size.Entries);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(1, 1024L * 1024 * 1024)]
    [InlineData(8192, 1)]
    public void Size_NeverLeavesItsBounds(int entries, long bytes)
    {
        for (int i = 0; i < 10; i++)
        {
            _size.Observe(entries, bytes);
        }

        Assert.InRange(_size.Entries, 1, 8192);
    }
}
