namespace Footfall.Enrich;

[Trait("Tier", "fast")]
public sealed class StructuredListTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("  ", "")]
    [InlineData("\"Windows\"", "Windows:")]
    [InlineData("\"Chromium\";v=\"153\", \"Not?A_Brand\";v=\"8\"", "Chromium:153|Not?A_Brand:8")]
    [InlineData("\"a\";v=\"1\",\"b\";v=\"2\"", "a:1|b:2")]
    [InlineData("\"a\" \t,\t \"b\"", "a:|b:")]
    [InlineData("\"a\";q;w=?1;v=\"1\";x=0.5", "a:1")]
    [InlineData("\"a\"; v=\"1\"", "a:1")]
    [InlineData("\"a\";v=\"1\";v=\"2\"", "a:2")]
    [InlineData("\"a, b; c=d\"", "a, b; c=d:")]
    [InlineData("token;v=\"1\", 42, ?1", ":1|:|:")]
    [InlineData("\"\"", ":")]
    public void Members_are_read_in_order(string text, string expected)
    {
        Assert.Equal(expected, Read(text, out bool isMalformed));
        Assert.False(isMalformed);
    }

    [Theory]
    [InlineData("\"a\\\"b\"", "a\\\"b:")]
    [InlineData("\"a\\\\\"", "a\\\\:")]
    public void Escapes_do_not_end_a_text(string text, string expected) => Assert.Equal(expected, Read(text, out _));

    [Theory]
    [InlineData("\"a")]
    [InlineData("\"a\\")]
    [InlineData("\"a\\n\"")]
    [InlineData("\"é\"")]
    [InlineData("\"a\u0001\"")]
    [InlineData("\"a\",")]
    [InlineData(",\"a\"")]
    [InlineData("\"a\",,\"b\"")]
    [InlineData("\"a\" \"b\"")]
    [InlineData("\"a\";")]
    [InlineData("\"a\";v=")]
    [InlineData("\"a\";=\"1\"")]
    [InlineData("(\"a\" \"b\")")]
    public void Malformed_lists_are_known_as_such(string text)
    {
        Read(text, out bool isMalformed);

        Assert.True(isMalformed);
    }

    private static string Read(string text, out bool isMalformed)
    {
        var members = new List<string>();
        var list = new StructuredList(text);
        while (list.TryRead(out ReadOnlySpan<char> value, out ReadOnlySpan<char> version))
        {
            members.Add($"{value}:{version}");
        }

        isMalformed = list.IsMalformed;
        return string.Join('|', members);
    }
}
