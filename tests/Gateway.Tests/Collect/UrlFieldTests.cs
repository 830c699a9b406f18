namespace Footfall.Collect;

[Trait("Tier", "fast")]
public sealed class UrlFieldTests
{
    [Fact]
    public void Url_GivesWhatTheSenderDoesNotSay()
    {
        Parsed parsed = Parsed.With(
            ("path", null), ("url", "\"https://WWW.Example.com:8443/caf%C3%A9?utm_source=News&mtm_medium=e%2Dmail&utm_campaign=a+b&utm_content=\\u00e9&utm_term=t&gclid=secret&x=1#top\""));

        Assert.Equal("/café", parsed.Texts[2]);
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["hostname"] = "WWW.Example.com",
                ["utm_source"] = "News",
                ["utm_medium"] = "e-mail",
                ["utm_campaign"] = "a b",
                ["utm_content"] = "é",
                ["utm_term"] = "t",
                ["click"] = "Gclid",
            },
            parsed.Others);
    }

    [Fact]
    public void Fields_OfTheSender_CountBeforeThoseOfTheUrl()
    {
        Parsed parsed = Parsed.With(
            ("url", "\"https://example.com/a?utm_source=a&utm_medium=b\""), ("path", "\"/sent?x\""), ("hostname", "\"shop.example\""), ("utm_medium", "\"m\""), ("utm_source", "\"\""));

        Assert.Equal("/sent?x", parsed.Texts[2]);
        Assert.Equal(new Dictionary<string, string> { ["hostname"] = "shop.example", ["utm_source"] = "a", ["utm_medium"] = "m" }, parsed.Others);
    }

    [Theory]
    [InlineData("https://example.com", "/", "example.com")]
    [InlineData("https://example.com?a=1", "/", "example.com")]
    [InlineData(" https://u:p@example.com/x ", "/x", "example.com")]
    [InlineData("android-app://com.example/page", "/page", "com.example")]
    [InlineData("app:///page", "/page", null)]
    [InlineData("https://xn--o3cw4h.example/", "/", "xn--o3cw4h.example")]
    public void Url_OfEachKind_GivesPathAndHost(string url, string path, string? host)
    {
        Parsed parsed = Parsed.With(("path", null), ("url", $"\"{url}\""));

        Assert.Equal(path, parsed.Texts[2]);
        Assert.Equal(host, parsed.Others.GetValueOrDefault("hostname"));
    }

    [Theory]
    [InlineData("\"/page\"", "url must be a full address such as https://example.com/page")]
    [InlineData("\"example.com/page\"", "url must be a full address such as https://example.com/page")]
    [InlineData("\"javascript:alert(1)\"", "url must have the scheme http, https, or that of an app followed by //")]
    [InlineData("\"data:text/html,x\"", "url must have the scheme http, https, or that of an app followed by //")]
    [InlineData("\"https://\"", "url must name a valid host")]
    [InlineData("\"https://a b/\"", "url must name a valid host")]
    [InlineData("\"https://a/\\u0000\"", "url must not contain NUL or unpaired surrogates")]
    [InlineData("\"https://a/\\ud800\"", "url must not contain NUL or unpaired surrogates")]
    [InlineData("7", "url must be a string")]
    public void Url_ThatIsNone_IsAFault(string json, string fault) => Assert.Equal([fault], Parsed.FaultsOf(("url", json)));

    [Fact]
    public void Url_LongerThanItsLimitInBytes_IsAFault()
    {
        const string Start = "https://example.com/";
        Assert.Equal(1000, Parsed.With(("path", null), ("url", $"\"{Start}{new string('x', 2000 - Start.Length)}\"")).Texts[2]!.Length);
        Assert.Equal(["url must be at most 2000 bytes"], Parsed.FaultsOf(("url", $"\"{Start}{new string('x', 2001 - Start.Length)}\"")));
        Assert.Equal(["url must be at most 2000 bytes"], Parsed.FaultsOf(("url", $"\"{Start}{new string('é', 991)}\"")));
    }

    [Fact]
    public void Url_ThatIsMissingNullOrEmpty_GivesNothing() =>
        Assert.All(new[] { null, "null", "\"\"" }, json => Assert.Empty(Parsed.With(("url", json)).Others));

    [Fact]
    public void Fault_OfAFieldOfTheSender_IsToldThoughTheUrlGivesIt() => Assert.Equal(
        ["path must be a string", "hostname must be a string"], Parsed.FaultsOf(("path", "7"), ("hostname", "7"), ("url", "\"https://example.com/x\"")));
}
