namespace Footfall.Privacy;

[Trait("Tier", "fast")]
public sealed class StepSizeTests
{
    [Fact]
    public void Steps_GrowWhileTheyAreQuick_AndShrinkWhenOneTookLongOrFailed()
    {
        var size = new StepSize();
        Assert.Equal(4, size.Chunks);

        size.Observe(TimeSpan.FromMilliseconds(1));
        Assert.Equal(8, size.Chunks);
        size.Observe(TimeSpan.FromMilliseconds(40));
        Assert.Equal(8, size.Chunks);
        size.Observe(TimeSpan.MaxValue);
        Assert.Equal(4, size.Chunks);
        size.Observe(TimeSpan.MaxValue);
        Assert.Equal(4, size.Chunks);
    }
}
