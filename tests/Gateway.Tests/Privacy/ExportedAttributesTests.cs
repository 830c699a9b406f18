using System.Text.Json;
using Footfall.Http;
using Footfall.Wire;

namespace Footfall.Privacy;

[Trait("Tier", "fast")]
public sealed class ExportedAttributesTests
{
    [Fact]
    public void StoredEvent_HasItsAttributesBesideTheOtherFields() => Assert.Equal(
        """
        {"site_id":"s","user_id":"u","event_type":"page_view","path":"/","timestamp":"t","stored_at":"0001-01-01T00:00:00+00:00","title":"a","props":{"n":1.50},"revenue":{"amount":12.99,"currency":"EUR"},"scroll":7}
        """,
        Write("""{"title":"a","props":{"n":1.50},"revenue":{"amount":12.99,"currency":"EUR"},"scroll":7}"""));

    /// <summary>An older silo returns null.</summary>
    [Fact]
    public void StoredEvent_WithoutAttributes_HasTheOtherFieldsOnly() => Assert.Equal(
        """{"site_id":"s","user_id":"u","event_type":"page_view","path":"/","timestamp":"t","stored_at":"0001-01-01T00:00:00+00:00"}""", Write(null));

    [Fact]
    public void DeadLetter_HasItsFieldsInTheSameForm_AndAsTextIfTheyHaveAnother()
    {
        byte[] entry = TestEvent.Entry(
            new TestEvent
            {
                EventId = "i",
                Other = new Dictionary<EventField, string>
                {
                    [EventField.Title] = "\"a\"",
                    [EventField.Props] = """{"n":1}""",
                    [EventField.Revenue] = "-1.5 JPY",
                    [EventField.EngagedMs] = "15",
                    [EventField.Visitor] = "0123456789abcdef",
                },
            },
            new TestEvent
            {
                Other = new Dictionary<EventField, string> { [EventField.Props] = "[", [EventField.Revenue] = "much", [EventField.Scroll] = "half" },
            });

        Assert.Equal(
            [
                """{"title":"\u0022a\u0022","props":{"n":1},"revenue":{"amount":-1.5,"currency":"JPY"},"engaged_ms":15}""",
                """{"props":"[","revenue":"much","scroll":"half"}""",
            ],
            DecodedEvents.Of(entry).Select(item => JsonSerializer.Serialize(ExportedAttributes.Of(item), PrivacyJsonContext.Default.DictionaryStringJsonElement)));
    }

    private static string Write(string? attributes) => JsonSerializer.Serialize(
        new UserEventResponse("s", "page_view", "/", "t", default) { UserId = "u", Attributes = ExportedAttributes.Parse(attributes) },
        PrivacyJsonContext.Default.UserEventResponse);
}
