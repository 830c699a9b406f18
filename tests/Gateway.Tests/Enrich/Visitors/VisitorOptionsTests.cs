namespace Footfall.Enrich;

[Trait("Tier", "fast")]
public sealed class VisitorOptionsTests
{
    [Fact]
    public void Default_IsValid() => Assert.Empty(FaultsOf(new VisitorOptions()));

    [Theory]
    [InlineData("00:00:00")]
    [InlineData("30.00:00:00")]
    public void SmallestAndLargestValue_AreValid(string age) => Assert.Empty(FaultsOf(Aged(age)));

    [Theory]
    [InlineData("-00:00:00.0000001")]
    [InlineData("30.00:00:00.0000001")]
    public void ValueOutsideTheLimits_IsTold(string age) =>
        Assert.Equal([$"Visitors:EventAge is {age}; it must be between 00:00:00 and 30.00:00:00."], FaultsOf(Aged(age)));

    private static VisitorOptions Aged(string age) => new() { EventAge = TimeSpan.Parse(age, System.Globalization.CultureInfo.InvariantCulture) };

    private static IEnumerable<string> FaultsOf(VisitorOptions options) => new VisitorOptionsValidator().Validate(null, options).Failures ?? [];
}
