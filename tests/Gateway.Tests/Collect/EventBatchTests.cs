using System.Text;
using Footfall.Wire;

namespace Footfall.Collect;

[Trait("Tier", "fast")]
public sealed class EventBatchTests
{
    private static readonly string Valid = Parsed.Event();

    [Fact]
    public void Array_OfEvents_IsReadInOrder()
    {
        (int count, string? error, string rejected, string[] texts) = Read($"[{Named("é\\n1")},\n {Named("2")} ]", BatchForm.Array);
        Assert.Equal((2, null, ""), (count, error, rejected));
        Assert.Equal(["é\n1", "2"], texts);
    }

    [Fact]
    public void Lines_AreReadInOrderAndBlankOnesSkipped()
    {
        (int count, string? error, string rejected, string[] texts) = Read($"\r\n{Named("1\\t")}\r\n\n \t\n{Named("2")}\n", BatchForm.Lines);
        Assert.Equal((2, null, ""), (count, error, rejected));
        Assert.Equal(["1\t", "2"], texts);
    }

    [Theory]
    [InlineData("Array", "\ufeff[{1},{2}]")]
    [InlineData("Lines", "\ufeff{1}\n{2}\n")]
    [InlineData("Lines", "\ufeff{1}\r\n\ufeff{2}")]
    [InlineData("Sequence", "\u001e{1}\n\u001e{2}\n")]
    [InlineData("Sequence", "\ufeff\u001e\n {1}\u001e{2}")]
    public void Events_BehindByteOrderMarksAndRecordSeparators_AreReadInOrder(string form, string body)
    {
        string text = body.Replace("{1}", Named("é\\n1"), StringComparison.Ordinal).Replace("{2}", Named("\\u0032"), StringComparison.Ordinal);
        (int count, string? error, string rejected, string[] texts) = Read(text, Enum.Parse<BatchForm>(form));
        Assert.Equal((2, null, ""), (count, error, rejected));
        Assert.Equal(["é\n1", "2"], texts);
    }

    [Theory]
    [InlineData("[]", "Array")]
    [InlineData("\ufeff[]", "Array")]
    [InlineData("", "Lines")]
    [InlineData("\n\n", "Lines")]
    [InlineData("\ufeff\n\ufeff", "Lines")]
    [InlineData("\u001e\n\u001e", "Sequence")]
    public void Body_WithoutEvents_IsEmptyAndFine(string body, string form)
    {
        (int count, string? error, string rejected, _) = Read(body, Enum.Parse<BatchForm>(form));
        Assert.Equal((0, null, ""), (count, error, rejected));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[")]
    [InlineData("[{\"site_id\":\"a\"}")]
    [InlineData("[] []")]
    [InlineData("[{\"\\ud800\":1}]")]
    [InlineData("[1,]")]
    public void Array_ThatIsNone_IsRefusedAsAWhole(string body)
    {
        (_, string? error, _, _) = Read(body, BatchForm.Array);
        Assert.StartsWith("The request body ", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Items_ThatAreNoEvents_AreRejectedWithTheirPlaces()
    {
        const string Body = "[17,{EVENT},{\"site_id\":\"a\"},null,{EVENT}]";
        (int count, string? error, string rejected, _) = Read(Body.Replace("{EVENT}", Valid, StringComparison.Ordinal), BatchForm.Array);
        Assert.Equal((2, null), (count, error));
        Assert.Equal(
            "0: The event must be a JSON object\n"
            + "2: event_type is required and must be a string, timestamp must be a valid ISO 8601 date string\n"
            + "3: The event must be a JSON object",
            rejected);
    }

    [Fact]
    public void Line_ThatIsNoJson_IsRejectedAlone()
    {
        (int count, string? error, string rejected, _) = Read($"{Valid}\n{{\n{Valid} x\n{Valid}", BatchForm.Lines);
        Assert.Equal((2, null), (count, error));
        Assert.StartsWith("1: The event is not valid JSON (line 1, byte ", rejected, StringComparison.Ordinal);
        Assert.Contains("\n2: The event is not valid JSON (line 1, byte ", rejected, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Array", "[{0},{1}]")]
    [InlineData("Lines", "{0}\n{1}\n")]
    [InlineData("Sequence", "\u001e{0}\n\u001e{1}")]
    public void Events_WithFieldsThatAreRewritten_KeepTheirPlaces(string form, string body)
    {
        string first = Parsed.Event(("path", null), ("url", "\"https://a.example/1?utm_source=b%2Bc\""), ("props", """{ "a" : "\u00e9", "b" : null }"""));
        string second = Parsed.Event(("path", null), ("revenue", """{ "amount" : 1.50, "currency" : "eur" }"""), ("url", "\"https://b.example/2\""), ("scroll", "70"));
        byte[] bytes = Encoding.UTF8.GetBytes(body.Replace("{0}", first, StringComparison.Ordinal).Replace("{1}", second, StringComparison.Ordinal));
        using EventBatch batch = EventBatch.Read(bytes, Enum.Parse<BatchForm>(form), EventTime.FromDateTime(Parsed.Now));

        Assert.Equal(2, batch.Count);
        Assert.Equal(["/1", "a.example", "b+c", """{"a":"é"}"""], Texts(batch.Events[0], EventField.Path, EventField.Hostname, EventField.UtmSource, EventField.Props));
        Assert.Equal(["/2", "b.example", "1.5 EUR", "70"], Texts(batch.Events[1], EventField.Path, EventField.Hostname, EventField.Revenue, EventField.Scroll));

        string[] Texts(in ParsedEvent parsed, params EventField[] fields)
        {
            var texts = new List<string>();
            foreach (EventField field in fields)
            {
                texts.Add(Encoding.UTF8.GetString(parsed.View(bytes)[field]));
            }

            return [.. texts];
        }
    }

    [Fact]
    public void Event_WithFaultsOfNewFields_IsRejectedAloneWithAllOfThem()
    {
        string invalid = Parsed.Event(("scroll", "101"), ("props", """{"a":[]}"""), ("url", "\"x\""), ("revenue", "1"));
        (int count, string? error, string rejected, _) = Read($"[{Valid},{invalid},{Valid}]", BatchForm.Array);
        Assert.Equal((2, null), (count, error));
        Assert.Equal(
            "1: props.a must be a string, a number or a boolean, revenue must be an object with amount and currency, scroll must be a whole number from 0 to 100, "
            + "url must be a full address such as https://example.com/page",
            rejected);
    }

    [Theory]
    [InlineData(1000, false)]
    [InlineData(1001, true)]
    public void MoreThanAThousand_AreRefusedAsAWhole(int events, bool isRefused)
    {
        string[] all = [.. Enumerable.Repeat(Valid, events)];
        foreach ((string body, BatchForm form) in new[] { ($"[{string.Join(',', all)}]", BatchForm.Array), (string.Join('\n', all), BatchForm.Lines) })
        {
            (int count, string? error, _, _) = Read(body, form);
            Assert.Equal(isRefused ? "A batch may have at most 1000 events" : null, error);
            Assert.Equal(1000, count);
        }
    }

    private static string Named(string path) => Parsed.Event(("path", $"\"{path}\""));

    private static (int Count, string? Error, string Rejected, string[] Paths) Read(string text, BatchForm form)
    {
        byte[] body = Encoding.UTF8.GetBytes(text);
        using EventBatch batch = EventBatch.Read(body, form, EventTime.FromDateTime(Parsed.Now));
        var paths = new List<string>();
        foreach (ParsedEvent parsed in batch.Events)
        {
            Assert.Equal("a", Encoding.UTF8.GetString(parsed.SiteId(body)));
            paths.Add(Encoding.UTF8.GetString(parsed.View(body)[EventField.Path]));
        }

        string rejected = string.Join('\n', batch.Rejected.Select(item => $"{item.Index}: {string.Join(", ", item.Details)}"));
        return (batch.Count, batch.Error, rejected, [.. paths]);
    }
}
