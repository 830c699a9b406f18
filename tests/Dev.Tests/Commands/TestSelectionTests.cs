namespace Footfall.Dev.Commands;

[Trait("Tier", "fast")]
public sealed class TestSelectionTests
{
    [Theory]
    [InlineData("-trait- Tier=slow")]
    [InlineData("-trait Tier=fast", "--fast")]
    [InlineData("-trait Tier=slow -class *Proxy*", "--slow", "-class", "*Proxy*")]
    [InlineData("-trait Measures=speed", "--measure")]
    [InlineData("-trait- Tier=slow -class *Stats*", "-class", "*Stats*")]
    public void A_tier_comes_first_and_the_rest_goes_to_the_runner(string runnerArguments, params string[] arguments) =>
        Assert.Equal(runnerArguments, string.Join(' ', TestSelection.Of(arguments)));
}
