using System.Text;
using System.Text.Json;

namespace Footfall.Wire;

public sealed class AttributeTextTests
{
    [Fact]
    public void Set_HasTheFieldsOfItsGroupInTheirOrderWithoutWhiteSpace()
    {
        var item = new TestEvent
        {
            Other = new Dictionary<EventField, string>
            {
                [EventField.Country] = "DE",
                [EventField.Browser] = "Chrome",
                [EventField.Title] = "Größe 🦶",
                [EventField.Props] = """{"a":1}""",
            },
        };

        Assert.Equal(["""{"title":"Größe 🦶"}""", "", """{"browser":"Chrome","country":"DE"}""", """{"props":{"a":1}}"""], SetsOf(item));
    }

    [Fact]
    public void Groups_HaveNeighboursAndEachFieldOnce()
    {
        Assert.All(EventSchema.Groups, group => Assert.Equal(
            Enumerable.Range((int)group.Fields[0].Field, group.Fields.Length), group.Fields.Select(rule => (int)rule.Field)));
        Assert.Equal(
            EventSchema.Fields.Where(rule => rule.Storage is not (FieldStorage.None or FieldStorage.Text or FieldStorage.Typed)),
            EventSchema.Groups.SelectMany(group => group.Fields));
    }

    [Fact]
    public void Set_OfAnyTexts_ReadsBackAsTheyWere()
    {
        var random = new Random(1);
        for (int i = 0; i < 1000; i++)
        {
            TestEvent item = RandomEvents.Next(random);
            string[] sets = SetsOf(item);
            for (int group = 0; group < sets.Length; group++)
            {
                Dictionary<string, string> read = sets[group] == "" ? [] : JsonDocument.Parse(sets[group]).RootElement.EnumerateObject()
                    .ToDictionary(property => property.Name, property => property.Name == "props" ? property.Value.GetRawText() : property.Value.GetString()!);
                Assert.Equal(
                    EventSchema.Groups[group].Fields.Where(rule => item.Other.ContainsKey(rule.Field)).ToDictionary(rule => rule.Name, rule => item.Other[rule.Field]), read);
            }
        }
    }

    [Theory]
    [InlineData("""{"a":"\u0000"}""", false)]
    [InlineData("""{"\u0000":1}""", false)]
    [InlineData("""{"a":"x\u0000"}""", false)]
    [InlineData("""{"a":"\\u0000"}""", true)]
    [InlineData("""{"a":"\\\u0000"}""", false)]
    [InlineData("""{"a":"\ud83d\ude00"}""", true)]
    [InlineData("""{"a":"\uD83D\uDE00\ud83d\ude00\n"}""", true)]
    [InlineData("""{"a":"\ud83d"}""", false)]
    [InlineData("""{"a":"\ude00"}""", false)]
    [InlineData("""{"a":"\ude00\ud83d"}""", false)]
    [InlineData("""{"a":"\ud83dx\ude00"}""", false)]
    [InlineData("""{"a":"\ud83d\n\ude00"}""", false)]
    [InlineData("""{"a":"\ud83d\ud83d\ude00"}""", false)]
    [InlineData("""{"a":1e400,"b":-1.5E-400}""", true)]
    [InlineData("""{"a":1e401}""", false)]
    [InlineData("""{"a":1e-99999999999}""", false)]
    [InlineData("""{"a":{}}""", false)]
    [InlineData("""{"a":null}""", false)]
    [InlineData("""{"a":[1]}""", false)]
    [InlineData("""{"a":1}x""", false)]
    [InlineData("""{"a":1,"a":1}""", true)]
    [InlineData("[]", false)]
    public void Props_AreWhatPostgreSqlReadsAsJson(string text, bool isValid) => Assert.Equal(isValid, PropsText.IsValid(Encoding.UTF8.GetBytes(text)));

    private static string[] SetsOf(TestEvent item)
    {
        var reader = new EntryReader(TestEvent.Entry(item));
        Assert.True(reader.TryRead(out EventView view));
        var text = new AttributeText();
        string[] sets = new string[EventSchema.Groups.Length];
        for (int group = 0; group < sets.Length; group++)
        {
            sets[group] = Encoding.UTF8.GetString(text.Write(view, EventSchema.Groups[group]));
        }

        return sets;
    }
}
