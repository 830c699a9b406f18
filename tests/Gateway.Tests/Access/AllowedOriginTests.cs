namespace Footfall.Access;

[Trait("Tier", "fast")]
public sealed class AllowedOriginTests
{
    [Theory]
    [InlineData("https://example.org", "https://example.org")]
    [InlineData("https://example.org", "https://EXAMPLE.org")]
    [InlineData("https://example.org", "https://example.org:443")]
    [InlineData("https://example.org", "https://example.org/a/page?with=query")]
    [InlineData("http://example.org:8080", "http://example.org:8080")]
    [InlineData("http://localhost:5173", "http://localhost:5173")]
    [InlineData("https://*.example.org", "https://www.example.org")]
    [InlineData("https://*.example.org", "https://a.b.example.org")]
    [InlineData("https://bücher.example", "https://xn--bcher-kva.example")]
    public void Origin_OfThePattern_Matches(string pattern, string origin) => Assert.True(AllowedOrigin.Parse(pattern)!.Matches(origin));

    [Theory]
    [InlineData("https://example.org", "http://example.org")]
    [InlineData("https://example.org", "https://example.org:8443")]
    [InlineData("https://example.org", "https://www.example.org")]
    [InlineData("https://example.org", "https://example.org.evil.net")]
    [InlineData("https://example.org", "https://evilexample.org")]
    [InlineData("https://example.org", "https://example.org@evil.net")]
    [InlineData("https://example.org", "https://user@example.org")]
    [InlineData("https://example.org", "null")]
    [InlineData("https://example.org", "")]
    [InlineData("https://*.example.org", "https://example.org")]
    [InlineData("https://*.example.org", "https://evilexample.org")]
    [InlineData("https://*.example.org", "https://.example.org")]
    [InlineData("https://*.example.org", "https://www.example.org.evil.net")]
    public void OtherOrigin_DoesNot(string pattern, string origin) => Assert.False(AllowedOrigin.Parse(pattern)!.Matches(origin));

    [Theory]
    [InlineData("example.org")]
    [InlineData("https://example.org/")]
    [InlineData("https://example.org/path")]
    [InlineData("ftp://example.org")]
    [InlineData("https://*")]
    [InlineData("*")]
    [InlineData("https://*.1.2.3.4")]
    [InlineData("https://a.*.example.org")]
    [InlineData("https://user@example.org")]
    [InlineData("")]
    public void OtherText_IsNoPattern(string text) => Assert.Null(AllowedOrigin.Parse(text));
}
