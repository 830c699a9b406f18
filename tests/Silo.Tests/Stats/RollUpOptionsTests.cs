namespace Footfall.Stats;

[Trait("Tier", "fast")]
public sealed class RollUpOptionsTests
{
    [Fact]
    public void Default_IsValid() => Assert.Empty(FaultsOf(new RollUpOptions()));

    [Theory]
    [InlineData(1)]
    [InlineData(1_000_000)]
    public void SmallestAndLargestValue_AreValid(int events) => Assert.Empty(FaultsOf(new RollUpOptions { Events = events }));

    [Theory]
    [InlineData(0)]
    [InlineData(1_000_001)]
    public void ValueOutsideTheLimits_IsTold(int events) =>
        Assert.Equal([$"RollUp:Events is {events}; it must be between 1 and 1000000."], FaultsOf(new RollUpOptions { Events = events }));

    private static IEnumerable<string> FaultsOf(RollUpOptions options) => new RollUpOptionsValidator().Validate(null, options).Failures ?? [];
}
