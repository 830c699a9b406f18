namespace Footfall.Enrich;

[Trait("Tier", "fast")]
public sealed class AgentVersionTests
{
    [Theory]
    [InlineData("/153.0.0.0", 1, "153")]
    [InlineData("/26.6.2 Safari", 2, "26.6")]
    [InlineData("/26.0", 2, "26")]
    [InlineData("/26.00", 2, "26")]
    [InlineData("/26.10", 2, "26.10")]
    [InlineData(" 10_15_7)", 2, "10.15")]
    [InlineData(" v8.2", 2, "8.2")]
    [InlineData("8", 2, "8")]
    [InlineData("8.", 2, "8")]
    [InlineData("8.x", 2, "8")]
    [InlineData("", 1, null)]
    [InlineData("/", 1, null)]
    [InlineData("; 8", 1, null)]
    [InlineData("  8", 1, null)]
    [InlineData("/12345", 1, "12345")]
    [InlineData("/123456", 1, null)]
    [InlineData("/1.123456", 2, "1")]
    [InlineData("/٣", 1, null)]
    public void Version_is_read_where_a_name_ends(string text, int parts, string? expected) => Assert.Equal(expected, AgentVersion.Read(text, parts));

    [Theory]
    [InlineData("Line/", "Offline/1 Line/2", 15)]
    [InlineData("Line/", "Offline/1", -1)]
    [InlineData("Android", "Androids", -1)]
    [InlineData("Android", "Android", 7)]
    [InlineData("AFT*", "; AFTMM Build", 5)]
    [InlineData("(Mobile;", "x(Mobile; y", 9)]
    [InlineData("Android", "android", -1)]
    public void Token_is_a_whole_word(string token, string text, int end) => Assert.Equal(end, AgentToken.Parse(token).FindEnd(text));
}
