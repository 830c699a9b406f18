namespace Footfall.Collect;

/// <summary>The optional texts of an event besides those that it always had.</summary>
[Trait("Tier", "fast")]
public sealed class TextFieldTests
{
    public static TheoryData<string, int> Texts => new()
    {
        { "title", 500 },
        { "referrer", 2000 },
        { "utm_source", 255 },
        { "utm_medium", 255 },
        { "utm_campaign", 255 },
        { "utm_content", 255 },
        { "utm_term", 255 },
        { "user_agent", 2000 },
        { "accept_language", 2000 },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void Text_IsTakenAsItIs(string name, int limit)
    {
        string[] texts = ["x", "É 🦶 <b>", " \t", "null", "{\"a\":1}", new string('€', limit)];

        Assert.All(texts, text => Assert.Equal(text, Parsed.ValueOf(name, System.Text.Json.JsonSerializer.Serialize(text))));
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Text_ThatIsMissingNullOrEmpty_IsAbsent(string name, int limit)
    {
        Assert.True(limit > 0);
        Assert.All(new[] { "null", "\"\"" }, json => Assert.Null(Parsed.ValueOf(name, json)));
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Text_ThatIsNoneOrTooLongOrNotStorable_IsAFault(string name, int limit)
    {
        Assert.All(new[] { "7", "true", "{}", "[\"a\"]" }, json => Assert.Equal([$"{name} must be a string"], Parsed.FaultsOf((name, json))));
        Assert.All(
            new[] { "\"\\u0000\"", "\"a\\u0000b\"", "\"\\ud83e\"", "\"x\\udd83\"" },
            json => Assert.Equal([$"{name} must not contain NUL or unpaired surrogates"], Parsed.FaultsOf((name, json))));
        Assert.All(
            new[] { "x", "€", "\\u20ac", "\\n" },
            letter => Assert.Equal([$"{name} must be at most {limit} characters"], Parsed.FaultsOf((name, $"\"{string.Concat(Enumerable.Repeat(letter, limit + 1))}\""))));
    }

    [Theory]
    [InlineData("example.com")]
    [InlineData("WWW.Example.COM")]
    [InlineData("xn--bcher-kva.example")]
    [InlineData("bücher.example")]
    [InlineData("127.0.0.1")]
    [InlineData("[::1]")]
    [InlineData("localhost")]
    public void Hostname_ThatIsOne_IsTakenAsItIs(string host) => Assert.Equal(host, Parsed.ValueOf("hostname", $"\"{host}\""));

    [Theory]
    [InlineData("\"https://example.com\"")]
    [InlineData("\"example.com:8080\"")]
    [InlineData("\"example.com/page\"")]
    [InlineData("\"a b\"")]
    [InlineData("\"a..b\"")]
    [InlineData("\".\"")]
    public void Hostname_ThatIsNone_IsAFault(string json) =>
        Assert.Equal(["hostname must be a host such as example.com, without scheme, port and path"], Parsed.FaultsOf(("hostname", json)));

    [Fact]
    public void Hostname_LongerThanItsLimit_IsAFault() =>
        Assert.Equal(["hostname must be at most 255 characters"], Parsed.FaultsOf(("hostname", $"\"{new string('a', 256)}\"")));

    [Theory]
    [InlineData("de", "de")]
    [InlineData("DE-at", "de-AT")]
    [InlineData("zh-hant-tw", "zh-Hant-TW")]
    [InlineData("und", null)]
    [InlineData("en_US", null)]
    [InlineData("en-US@posix", null)]
    [InlineData("C", null)]
    [InlineData("日本語", null)]
    public void Language_IsWrittenInItsCanonicalFormOrLeftOut(string sent, string? stored) => Assert.Equal(stored, Parsed.ValueOf("language", $"\"{sent}\""));

    [Fact]
    public void Language_LongerThanAnyOrNotStorable_IsAFault()
    {
        Assert.Equal(["language must be at most 35 characters"], Parsed.FaultsOf(("language", $"\"{new string('x', 36)}\"")));
        Assert.Null(Parsed.ValueOf("language", $"\"{new string('x', 35)}\""));
        Assert.Equal(["language must not contain NUL or unpaired surrogates"], Parsed.FaultsOf(("language", "\"de\\u0000\"")));
        Assert.Equal(["language must be a string"], Parsed.FaultsOf(("language", "[]")));
    }

    [Fact]
    public void DerivedFields_OfSenders_AreIgnoredAsUnknownPropertiesAre() => Assert.Empty(Parsed.With(
        ("visitor", "\"0123456789abcdef\""), ("source", "\"x\""), ("channel", "\"x\""), ("click_id", "7"), ("browser", "\"x\""), ("browser_version", "{}"), ("os", "\"x\""),
        ("os_version", "\"x\""), ("device", "\"x\""), ("country", "\"DE\""), ("region", "\"x\""), ("city", "\"x\""), ("bot", "true")).Others);
}
