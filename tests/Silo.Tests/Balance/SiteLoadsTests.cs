namespace Footfall.Balance;

public sealed class SiteLoadsTests
{
    [Fact]
    public void Loads_AreSumsSinceTheLastLook()
    {
        var loads = new SiteLoads();
        loads.Note("a", 3);
        loads.Note("b", 1);
        loads.Note("a", 4);
        Assert.Equal(new Dictionary<string, long> { ["a"] = 7, ["b"] = 1 }, loads.Take());
        Assert.Empty(loads.Take());
    }
}
