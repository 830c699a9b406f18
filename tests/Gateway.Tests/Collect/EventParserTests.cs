using Footfall.Wire;

namespace Footfall.Collect;

[Trait("Tier", "fast")]
public sealed class EventParserTests
{
    [Fact]
    public void Event_WithAllFields_IsReadAsItIs()
    {
        Parsed parsed = Parsed.Of(
            """
            { "site_id": "site-abc-123", "event_type": "page_view", "path": "/pricing", "user_id": "user-xyz-789", "event_id": "id-1", "timestamp": "2026-03-14T10:30:01Z" }
            """);

        Assert.Equal(["site-abc-123", "page_view", "/pricing", "user-xyz-789", "id-1"], parsed.Texts);
        Assert.Equal(EventTime.FromDateTime(new DateTime(2026, 3, 14, 10, 30, 1, DateTimeKind.Utc)), parsed.Time);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("null")]
    public void OptionalField_ThatIsMissingOrNull_IsAbsent(string? json) =>
        Assert.Equal(["a", "page_view", null, null, null], Parsed.Of(Parsed.Event(("path", json), ("user_id", json), ("event_id", json))).Texts);

    [Fact]
    public void OptionalField_ThatIsEmpty_IsAbsent() =>
        Assert.Equal(["a", "page_view", null, null, null], Parsed.Of(Parsed.Event(("path", "\"\""), ("user_id", "\"\""), ("event_id", "\"\""))).Texts);

    [Theory]
    [InlineData("\"\\u00e9\"", "é")]
    [InlineData("\"\\ud83e\\uddb6\"", "🦶")]
    [InlineData("\"🦶\\ud83e\\uddb6\\u0041é\"", "🦶🦶Aé")]
    [InlineData("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\/\b\f\n\r\t")]
    [InlineData("\"\\u0001\\uffff\"", "\u0001\uffff")]
    [InlineData("\"\\uD83E\\uDDB6 x\"", "🦶 x")]
    public void Escapes_AreResolvedInEveryField(string json, string text)
    {
        Parsed parsed = Parsed.Of(Parsed.Event(("site_id", json), ("event_type", json), ("path", json), ("user_id", json), ("event_id", json)));

        Assert.Equal([text, text, text, text, text], parsed.Texts);
    }

    [Fact]
    public void PropertyName_WithEscapes_IsTheSameName() =>
        Assert.Equal("b", Parsed.Of("""{"\u0073ite_id":"b","event_type":"x","timestamp":"2026-03-14"}""").Texts[0]);

    [Fact]
    public void PropertyName_OfAnotherCase_IsUnknown() => Assert.Equal(
        ["site_id is required and must be a string"], Parsed.FaultsOf(("site_id", null), ("Site_Id", "\"a\"")));

    [Theory]
    [InlineData("""{"site_id":"a","site_id":"b","event_type":"x","timestamp":"2026-03-14"}""", "b")]
    [InlineData("""{"site_id":7,"event_type":"x","site_id":"b","timestamp":"2026-03-14"}""", "b")]
    public void Property_ThatIsThereTwice_HasItsLastValue(string json, string siteId) => Assert.Equal(siteId, Parsed.Of(json).Texts[0]);

    [Fact]
    public void Timestamp_ThatIsThereTwice_HasItsLastValue()
    {
        Assert.Null(Parsed.Of("""{"site_id":"a","event_type":"x","timestamp":"nonsense","timestamp":"2026-03-14"}""").Faults);
        Assert.NotNull(Parsed.Of("""{"site_id":"a","event_type":"x","timestamp":"2026-03-14","timestamp":"nonsense"}""").Faults);
    }

    [Fact]
    public void Property_ThatIsThereTwiceAndNullTheSecondTime_IsAbsent() =>
        Assert.Null(Parsed.Of("""{"site_id":"a","event_type":"x","timestamp":"2026-03-14","path":"/","path":null}""").Texts[2]);

    [Fact]
    public void UnknownProperties_OfAnyShape_AreSkipped()
    {
        Parsed parsed = Parsed.Of(Parsed.Event(
            ("properties", """{"site_id":"inner","path":["/x",{"user_id":1}],"timestamp":null}"""),
            ("", "[[[]]]"),
            ("n", "-1.5e300"),
            ("b", "true"),
            ("s", "\"\\ud800\"")));

        Assert.Equal(["a", "page_view", "/", "u", null], parsed.Texts);
    }

    [Theory]
    [InlineData("\ufeff")]
    [InlineData("\ufeff \n")]
    public void Body_WithAByteOrderMark_IsReadFromBehindIt(string mark) =>
        Assert.Equal(["é", "page_view", "/", "u", null], Parsed.Of(mark + Parsed.Event(("site_id", "\"\\u00e9\""))).Texts);

    [Fact]
    public void Body_WithWhiteSpaceAround_IsRead() => Assert.Null(Parsed.Of(" \r\n\t" + Parsed.Event() + "\n ").Error);
}
