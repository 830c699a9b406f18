namespace Footfall.Drain;

public sealed class ChunkSizeTests
{
    private readonly ChunkSize _size = new(1024 * 1024);

    [Fact]
    public void Size_StartsSmall() => Assert.Equal(64, _size.Entries);

    [Fact]
    public void Size_GrowsEightfoldAtMost()
    {
        _size.Observe(64, 64 * 60);
        Assert.Equal(512, _size.Entries);
        _size.Observe(512, 512 * 60);
        Assert.Equal(4096, _size.Entries);
        _size.Observe(4096, 4096 * 60);
        Assert.Equal(8192, _size.Entries);
        _size.Observe(8192, 8192 * 60);
        Assert.Equal(8192, _size.Entries);
    }

    [Fact]
    public void Size_FitsTheBytesOfTheEntriesSeen()
    {
        _size.Observe(64, 64 * 8192);

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

    [Fact]
    public void ExpectedBytes_AreTwiceTheLastReads_WithinBounds()
    {
        Assert.Equal(128 * 1024, _size.ExpectedBytes);
        _size.Observe(1, 100);
        Assert.Equal(128 * 1024, _size.ExpectedBytes);
        _size.Observe(10, 400_000);
        Assert.Equal(800_000, _size.ExpectedBytes);
        _size.Observe(10, 900_000);
        Assert.Equal(1024 * 1024, _size.ExpectedBytes);
    }
}
