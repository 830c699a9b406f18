namespace Footfall.Drain;

public sealed class DrainBackOffTests
{
    [Theory]
    [InlineData(0.0, 50, 50, 50, 50, 50, 50, 50)]
    [InlineData(0.5, 75, 125, 225, 425, 825, 1625, 1625)]
    [InlineData(1.0, 100, 200, 400, 800, 1600, 2000, 2000)]
    public void Delays_DoubleUpToAMaximumAndAreRandom(double random, params int[] expected)
    {
        var backOff = new DrainBackOff(new FixedRandom(random));

        Assert.Equal(expected, expected.Select(_ => (int)backOff.RecordFailure().TotalMilliseconds));
        Assert.Equal(6, backOff.Failures);
    }

    [Fact]
    public void Delay_AfterASuccess_IsTheFirstOneAgain()
    {
        var backOff = new DrainBackOff(new FixedRandom(1));
        backOff.RecordFailure();
        backOff.RecordFailure();

        backOff.Reset();

        Assert.Equal(0, backOff.Failures);
        Assert.Equal(TimeSpan.FromMilliseconds(100), backOff.RecordFailure());
    }

    private sealed class FixedRandom(double value) : Random
    {
        public override double NextDouble() => value;
    }
}
