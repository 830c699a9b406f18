namespace Footfall.Collect;

[Trait("Tier", "fast")]
public sealed class NumberFieldTests
{
    public static TheoryData<string, int> Numbers => new() { { "engaged_ms", 86_399_999 }, { "scroll", 100 }, { "screen_width", 1_000_000 } };

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Number_WithinItsRange_IsTakenInDigits(string name, int max)
    {
        string[] numbers = ["0", "7", $"{max}"];

        Assert.All(numbers, number => Assert.Equal(number, Parsed.ValueOf(name, number)));
        Assert.All(numbers, number => Assert.Equal(number, Parsed.ValueOf(name, $"{number}.000")));
        Assert.Null(Parsed.ValueOf(name, "null"));
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Number_OfAnotherForm_IsAFault(string name, int max)
    {
        string[] values = [$"{max + 1}", $"{max}.5", "-1", "-0", "1e1", "1E0", "4294967296", "18446744073709551617", new string('9', 400), "\"7\"", "true", "[]", "{\"a\":1}"];

        Assert.All(values, json => Assert.Equal([$"{name} must be a whole number from 0 to {max}"], Parsed.FaultsOf((name, json))));
    }

    [Fact]
    public void Engagement_HasItsOwnNumbers()
    {
        Parsed parsed = Parsed.With(("event_type", "\"engagement\""), ("engaged_ms", "30500"), ("scroll", "80"));

        Assert.Equal("engagement", parsed.Texts[1]);
        Assert.Equal(new Dictionary<string, string> { ["engaged_ms"] = "30500", ["scroll"] = "80" }, parsed.Others);
    }

    [Theory]
    [InlineData("true", "true")]
    [InlineData("false", null)]
    [InlineData("null", null)]
    public void Automated_IsTrueOnlyIfItIs(string json, string? value) => Assert.Equal(value, Parsed.ValueOf("automated", json));

    [Theory]
    [InlineData("\"true\"")]
    [InlineData("1")]
    [InlineData("[]")]
    public void Automated_OfAnotherForm_IsAFault(string json) => Assert.Equal(["automated must be true or false"], Parsed.FaultsOf(("automated", json)));
}
