namespace Footfall.Collect;

[Trait("Tier", "fast")]
public sealed class EventFaultTests
{
    private static readonly string[] NoStrings = ["7", "true", "{}", "[\"a\"]"];

    [Theory]
    [InlineData("site_id")]
    [InlineData("event_type")]
    public void RequiredField_ThatIsNoText_IsAFault(string name)
    {
        string[] values = [.. NoStrings, "null", "\"\"", null!];

        Assert.All(values, json => Assert.Equal([$"{name} is required and must be a string"], Parsed.FaultsOf((name, json))));
    }

    [Theory]
    [InlineData("path")]
    [InlineData("user_id")]
    [InlineData("event_id")]
    public void OptionalField_ThatIsNoText_IsAFault(string name) =>
        Assert.All(NoStrings, json => Assert.Equal([$"{name} must be a string"], Parsed.FaultsOf((name, json))));

    [Theory]
    [InlineData("site_id", 255)]
    [InlineData("event_type", 100)]
    [InlineData("path", 1000)]
    [InlineData("user_id", 255)]
    [InlineData("event_id", 64)]
    public void Field_LongerThanItsLimitInUtf16Units_IsAFault(string name, int limit)
    {
        string[] fault = [$"{name} must be at most {limit} characters"];
        Assert.All(new[] { "x", "é", "€", "\uffff" }, character =>
        {
            Assert.Empty(Parsed.FaultsOf((name, Quoted(character, limit))));
            Assert.Equal(fault, Parsed.FaultsOf((name, Quoted(character, limit + 1))));
        });

        // An emoji is two UTF-16 units, escaped or not.
        Assert.All(new[] { "🦶", "\\ud83e\\uddb6" }, emoji =>
        {
            Assert.Empty(Parsed.FaultsOf((name, Quoted(emoji, limit / 2))));
            Assert.Equal(fault, Parsed.FaultsOf((name, Quoted(emoji, (limit / 2) + 1))));
        });
    }

    [Theory]
    [InlineData("site_id")]
    [InlineData("event_type")]
    [InlineData("path")]
    [InlineData("user_id")]
    [InlineData("event_id")]
    public void Field_ThatPostgresCannotStore_IsAFault(string name)
    {
        string[] values = ["\"\\u0000\"", "\"a\\u0000b\"", "\"\\ud83e\"", "\"\\uddb6\"", "\"\\uddb6\\ud83e\"", "\"x\\ud83ex\""];

        Assert.All(values, json => Assert.Equal([$"{name} must not contain NUL or unpaired surrogates"], Parsed.FaultsOf((name, json))));
    }

    [Fact]
    public void Faults_AreAllToldInFieldOrder()
    {
        Assert.Equal(
            [
                "site_id is required and must be a string",
                "event_type must be at most 100 characters",
                "timestamp must be a valid ISO 8601 date string",
                "path must be a string",
                "user_id must not contain NUL or unpaired surrogates",
            ],
            Parsed.Of(
                $$"""
                { "user_id": "\ud800", "path": [], "timestamp": "soon", "event_type": {{Quoted("x", 101)}} }
                """).Faults!);
        Assert.Equal(
            [
                "site_id is required and must be a string",
                "event_type is required and must be a string",
                "timestamp must be a valid ISO 8601 date string",
            ],
            Parsed.Of("{}").Faults!);
    }

    [Fact]
    public void Faults_OfNewFields_FollowThoseOfTheOthersInTheOrderOfTheSchema() => Assert.Equal(
        [
            "event_type is required and must be a string",
            "timestamp must be a valid ISO 8601 date string",
            "event_id must be a string",
            "hostname must be a string",
            "title must be at most 500 characters",
            "utm_term must be a string",
            "language must be a string",
            "props must be an object",
            "revenue.amount must be a decimal number with at most 15 digits before the point and 3 behind it",
            "revenue.currency must be the three letters of a currency in ISO 4217, such as EUR",
            "engaged_ms must be a whole number from 0 to 86399999",
            "scroll must be a whole number from 0 to 100",
            "screen_width must be a whole number from 0 to 1000000",
            "url must name a valid host",
            "ip must be an IPv4 or IPv6 address, without port",
            "automated must be true or false",
        ],
        Parsed.Of(
            $$"""
            { "automated": 1, "ip": "x", "url": "https://?", "screen_width": -1, "scroll": 101, "engaged_ms": 86400000, "revenue": {}, "props": [],
              "language": 1, "utm_term": 1, "title": {{Quoted("x", 501)}}, "hostname": 1, "event_id": 1, "site_id": "a" }
            """).Faults!);

    private static string Quoted(string text, int count) => $"\"{string.Concat(Enumerable.Repeat(text, count))}\"";
}
