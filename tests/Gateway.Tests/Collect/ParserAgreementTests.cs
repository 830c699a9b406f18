using System.Text;
using System.Text.Json;
using CsCheck;
using Footfall.Wire;

namespace Footfall.Collect;

[Trait("Tier", "fast")]
public sealed class ParserAgreementTests
{
    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.OneOf("", "a", "page_view", "/", "é", "🦶", "\\", "\"", "\n\t", "\u0001", "\uffff", "site_id"),
        Gen.String[Gen.Char['\u0001', '\ud7ff'], 0, 12]);

    private static readonly Gen<object?> Value = Gen.Frequency<object?>(
        (8, Text.Select(text => (object?)text)),
        (1, Gen.OneOf<object?>(null, 7, true, 1.5)),
        (1, Text.Array[0, 2].Select(texts => (object?)texts)));

    private static readonly Gen<(string Name, object? Value)[]> Objects = Gen.Select(
        Gen.Frequency((3, "site_id"), (3, "event_type"), (2, "path"), (2, "user_id"), (2, "event_id"), (3, "timestamp"), (1, "other"), (1, "Site_Id")),
        Gen.Frequency((3, Value), (1, Gen.Const((object?)"2026-03-14T11:00:00.25+01:00")))).Array[0, 8];

    [Fact]
    public void Parser_OnAnyObject_AgreesWithJsonDocument() => Gen.Select(Objects, Gen.Bool).Sample(
        (properties, isEscaped) =>
        {
            byte[] json = Write(properties, isEscaped);
            using var document = JsonDocument.Parse(json);
            Parsed actual = Parsed.Of(json);

            Assert.Null(actual.Error);
            Assert.Equal(Faults(document.RootElement), actual.Faults ?? []);
            if (actual.Faults is null)
            {
                Assert.Equal(
                    new[] { "site_id", "event_type", "path", "user_id", "event_id" }.Select(name => Find(document.RootElement, name)?.GetString() is { Length: > 0 } text ? text : null), actual.Texts);
                DateTimeOffset time = Find(document.RootElement, "timestamp")!.Value.GetDateTimeOffset();
                Assert.Equal(EventTime.FromDateTime(time.UtcDateTime), actual.Time);
            }
        },
        iter: 5000);

    private static byte[] Write((string Name, object? Value)[] properties, bool isEscaped)
    {
        var options = new JsonSerializerOptions
        {
            Encoder = isEscaped ? null : System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
        var json = new StringBuilder("{");
        json.AppendJoin(", ", properties.Select(item => $"{JsonSerializer.Serialize(item.Name)} : {JsonSerializer.Serialize(item.Value, options)}"));
        return Encoding.UTF8.GetBytes(json.Append('}').ToString());
    }

    /// <summary>Implements the rules a second time, in the plainest way.</summary>
    private static IEnumerable<string> Faults(JsonElement root)
    {
        foreach ((string name, int limit, bool required) in new[]
            { ("site_id", 255, true), ("event_type", 100, true), ("timestamp", 0, true), ("path", 1000, false), ("user_id", 255, false), ("event_id", 64, false) })
        {
            JsonElement? value = Find(root, name);
            bool isText = value?.ValueKind == JsonValueKind.String;
            if (name == "timestamp")
            {
                if (!isText || !value!.Value.TryGetDateTimeOffset(out _))
                {
                    yield return "timestamp must be a valid ISO 8601 date string";
                }
            }
            else if (required && (!isText || value!.Value.GetString() == ""))
            {
                yield return $"{name} is required and must be a string";
            }
            else if (!isText && value is not null && value.Value.ValueKind != JsonValueKind.Null)
            {
                yield return $"{name} must be a string";
            }
            else if (isText && value!.Value.GetString()!.Length > limit)
            {
                yield return $"{name} must be at most {limit} characters";
            }
        }
    }

    private static JsonElement? Find(JsonElement root, string name)
    {
        JsonElement? last = null;
        foreach (JsonProperty property in root.EnumerateObject().Where(property => property.Name == name))
        {
            last = property.Value;
        }

        return last?.ValueKind == JsonValueKind.Null ? null : last;
    }
}
