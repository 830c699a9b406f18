namespace Footfall.Days;

[Trait("Tier", "fast")]
public sealed class DayOptionsTests
{
    [Fact]
    public void Default_IsValid() => Assert.Empty(FaultsOf(new DayOptions()));

    [Theory]
    [InlineData(1)]
    [InlineData(1_000_000)]
    public void SmallestAndLargestValue_AreValid(int events) => Assert.Empty(FaultsOf(new DayOptions { Events = events }));

    [Theory]
    [InlineData(0)]
    [InlineData(1_000_001)]
    public void ValueOutsideTheLimits_IsTold(int events) =>
        Assert.Equal([$"Days:Events is {events}; it must be between 1 and 1000000."], FaultsOf(new DayOptions { Events = events }));

    private static IEnumerable<string> FaultsOf(DayOptions options) => new DayOptionsValidator().Validate(null, options).Failures ?? [];
}
